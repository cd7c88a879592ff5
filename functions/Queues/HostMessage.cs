using System.Text.Json;

namespace YouthFunctions.Queues;

/// <summary>A message as the Azure Functions host delivers it to a custom handler:
/// <c>{"Data":{"message":"\"text\""},"Metadata":{…}}</c>, a JSON string within a JSON string.</summary>
public static class HostMessage
{
    /// <summary>The binding's name in function.json.</summary>
    public const string Binding = "message";

    /// <summary>The text of the message.</summary>
    /// <exception cref="JsonException">The body is no such call.</exception>
    public static string Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("Data", out var data) || data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty(Binding, out var message))
            throw new JsonException($"A queue's call has Data.{Binding}.");
        if (message.ValueKind != JsonValueKind.String)
            return message.GetRawText();
        var text = message.GetString()!;
        return text.StartsWith('"') ? JsonSerializer.Deserialize<string>(text)! : text;
    }
}

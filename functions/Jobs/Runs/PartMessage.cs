using System.Text.Json;

namespace YouthFunctions.Jobs.Runs;

/// <summary>The message that has a part worked off.</summary>
/// <param name="Job">The job.</param>
/// <param name="Run">The id of the run.</param>
/// <param name="Part">The part's number; null to do what comes after the parts.</param>
public sealed record PartMessage(string Job, string Run, int? Part)
{
    /// <summary>The message's text.</summary>
    public string Write() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Reads a message.</summary>
    /// <exception cref="JsonException">It is no such message.</exception>
    public static PartMessage Read(string text) =>
        JsonSerializer.Deserialize<PartMessage>(text, JsonSerializerOptions.Web) is { Job: not null, Run: not null } message
            ? message
            : throw new JsonException("A message of a part names job and run.");
}

using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using YouthFunctions.Calls.Answers;

namespace YouthFunctions.Calls.Bodies;

/// <summary>Finds null where the JSON reader does not look for it: it holds members to the nullability of their types, and neither the
/// elements of lists nor the values of dictionaries.</summary>
internal static class NullElements
{
    /// <summary>The JSON pointer to the first null in a list or dictionary of a document that was read; null when there is none.</summary>
    public static string? Find(object read, JsonSerializerOptions options, string pointer = "")
    {
        var type = options.GetTypeInfo(read.GetType());
        return type.Kind switch
        {
            JsonTypeInfoKind.Object => type.Properties.Where(member => member.Set is not null || member.AssociatedParameter is not null)
                .Select(member => member.Get?.Invoke(read) is { } value
                    ? Find(value, options, $"{pointer}/{JsonPointer.Escape(member.Name)}") : null)
                .FirstOrDefault(found => found is not null),
            JsonTypeInfoKind.Enumerable => ((IEnumerable)read).Cast<object?>()
                .Select((element, index) => FindIn(element, options, FormattableString.Invariant($"{pointer}/{index}")))
                .FirstOrDefault(found => found is not null),
            JsonTypeInfoKind.Dictionary => ((IDictionary)read).Keys.Cast<object>()
                .Select(key => FindIn(((IDictionary)read)[key], options, $"{pointer}/{JsonPointer.Escape(key.ToString()!)}"))
                .FirstOrDefault(found => found is not null),
            _ => null, // one value, read by a converter of its own
        };
    }

    private static string? FindIn(object? element, JsonSerializerOptions options, string pointer) =>
        element is null ? pointer : Find(element, options, pointer);
}

namespace YouthFunctions.Calls.Answers;

/// <summary>Places in a JSON document (RFC 6901).</summary>
public static class JsonPointer
{
    /// <summary>A name as part of a pointer.</summary>
    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

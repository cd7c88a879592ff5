namespace YouthFunctions.Calls.Texts;

/// <summary>The names of the languages.</summary>
public static class Languages
{
    /// <summary>The query parameter, and the cookie that remembers it.</summary>
    public const string Switch = "lang";

    /// <summary>The language of a tag; null for any other.</summary>
    public static Language? Parse(string? tag) => tag switch
    {
        "vi" => Language.Vietnamese,
        "en" => Language.English,
        _ => null,
    };

    /// <summary>The tag for <c>Content-Language</c> and <c>lang=</c>.</summary>
    public static string Tag(this Language language) => language == Language.Vietnamese ? "vi" : "en";
}

using Microsoft.Net.Http.Headers;

namespace YouthFunctions.Calls.Texts;

/// <summary>Which language a request asks for.</summary>
public static class Languages
{
    /// <summary>The query parameter, and the cookie that remembers it.</summary>
    public const string Switch = "lang";

    /// <summary>By <c>?lang=</c>, else by the cookie that remembers it; else the API goes by the best of
    /// <c>Accept-Language</c> that is Vietnamese or English, and everything else is Vietnamese: a phone set to English
    /// does not mean that its leader wants the pages so.</summary>
    public static Language FromRequest(HttpRequest request)
    {
        if (Parse(request.Query[Switch]) is { } requested)
            return requested;
        if (Parse(request.Cookies[Switch]) is { } remembered)
            return remembered;
        return request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? FromHeader(request) : Language.Vietnamese;
    }

    /// <summary>The language of a tag; null for any other.</summary>
    public static Language? Parse(string? tag) => tag switch
    {
        "vi" => Language.Vietnamese,
        "en" => Language.English,
        _ => null,
    };

    private static Language FromHeader(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList([.. request.Headers.AcceptLanguage.OfType<string>()], out var accepted))
            return Language.Vietnamese;
        foreach (var value in accepted.OrderByDescending(value => value.Quality ?? 1))
        {
            if (value.Value.StartsWith("vi", StringComparison.OrdinalIgnoreCase))
                return Language.Vietnamese;
            if (value.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return Language.English;
        }

        return Language.Vietnamese;
    }

    /// <summary>The tag for <c>Content-Language</c> and <c>lang=</c>.</summary>
    public static string Tag(this Language language) => language == Language.Vietnamese ? "vi" : "en";
}

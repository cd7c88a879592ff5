using Microsoft.Net.Http.Headers;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls;

/// <summary>Which language a request asks for.</summary>
public static class RequestLanguage
{
    /// <summary>By <c>?lang=</c>, else by the cookie that remembers it; else the API goes by the best of
    /// <c>Accept-Language</c> that is Vietnamese or English, and everything else speaks the organisation's language: a phone set to
    /// English does not mean that its leader wants the pages so.</summary>
    public static Language FromRequest(HttpRequest request)
    {
        if (Languages.Parse(request.Query[Languages.Switch]) is { } requested)
            return requested;
        if (Languages.Parse(request.Cookies[Languages.Switch]) is { } remembered)
            return remembered;
        return request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? FromHeader(request) : Organisation.Current.Language;
    }

    private static Language FromHeader(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList([.. request.Headers.AcceptLanguage.OfType<string>()], out var accepted))
            return Organisation.Current.Language;
        foreach (var value in accepted.OrderByDescending(value => value.Quality ?? 1))
        {
            if (value.Value.StartsWith("vi", StringComparison.OrdinalIgnoreCase))
                return Language.Vietnamese;
            if (value.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return Language.English;
        }

        return Organisation.Current.Language;
    }
}

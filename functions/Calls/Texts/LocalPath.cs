namespace YouthFunctions.Calls.Texts;

/// <summary>Addresses that a request names for us to lead on to.</summary>
public static class LocalPath
{
    private static readonly Uri BaseAddress = new("http://here.invalid/");

    /// <summary>A path of this site with its query, as it can stand in a header; null for anything else. Browsers leave out tabs and
    /// line breaks and read <c>\</c> as <c>/</c>, so that <c>/&#9;/host</c> and <c>/\host</c> would lead elsewhere.</summary>
    public static string? Normalize(string? address)
    {
        if (address is not ['/', ..] || address.Contains('\\', StringComparison.Ordinal) || !PrintableText.IsPrintable(address)
            || address.StartsWith("//", StringComparison.Ordinal) || !Uri.TryCreate(BaseAddress, address, out var uri)
            || uri.GetLeftPart(UriPartial.Authority) != BaseAddress.GetLeftPart(UriPartial.Authority))
            return null;
        var path = uri.PathAndQuery + uri.Fragment;
        // "/.//host" is a path until its dot is taken out.
        return path.StartsWith("//", StringComparison.Ordinal) ? null : path;
    }
}

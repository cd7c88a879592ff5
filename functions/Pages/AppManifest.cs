using System.Text;
using System.Text.Encodings.Web;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Pages;

/// <summary>What a phone takes for the form when it installs it (W3C Web Application Manifest), in the organisation's language.</summary>
internal static class AppManifest
{
    private static readonly Text Description = new(
        "Báo cáo tháng của đơn vị, gửi được cả khi mất mạng.", "The monthly report of a unit, sent even when the line was down.");

    /// <summary>The manifest.</summary>
    /// <param name="template">The file, with places for what is the organisation's.</param>
    /// <param name="organisation">The organisation.</param>
    public static string Write(string template, Organisation organisation)
    {
        var language = organisation.Language;
        var other = language == Language.Vietnamese ? Language.English : Language.Vietnamese;
        return new StringBuilder(template)
            .Replace("{name}", Quote($"{organisation.App.In(language)} – {organisation.App.In(other)}"))
            .Replace("{short}", Quote(organisation.App.In(language)))
            .Replace("{description}", Quote(Description.In(language)))
            .Replace("{language}", language.Tag())
            .Replace("{colour}", organisation.Colour)
            .Replace("{icons}", string.Concat(organisation.Icons.Keys.Select(Icon)))
            .ToString();
    }

    private static string Icon(int size) => FormattableString.Invariant(
        $"\n    {{ \"src\": \"/assets/icon-{size}.png\", \"sizes\": \"{size}x{size}\", ")
        + "\"type\": \"image/png\", \"purpose\": \"any maskable\" },";

    private static string Quote(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
}

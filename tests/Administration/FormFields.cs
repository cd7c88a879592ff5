using System.Net;
using System.Text.RegularExpressions;

namespace YouthFunctions.Tests.Administration;

/// <summary>What stands in the form of a page: what a browser would post if nothing were typed.</summary>
internal static partial class FormFields
{
    /// <summary>The fields of the last form of a page by their names; boxes that are not ticked are left out.</summary>
    /// <param name="html">The page.</param>
    /// <param name="action">What the address begins with that the form is posted to.</param>
    public static Dictionary<string, string> Read(string html, string action = "/manage")
    {
        var form = html[html.LastIndexOf($"<form method=\"post\" action=\"{action}", StringComparison.Ordinal)..].Split("</form>")[0];
        var fields = new Dictionary<string, string>();
        foreach (Match input in Input().Matches(form))
            if (Attribute(input.Value, "name") is { } name && (Attribute(input.Value, "type") != "checkbox"
                || input.Value.Contains(" checked", StringComparison.Ordinal)))
                fields[name] = Attribute(input.Value, "value") ?? "";
        foreach (Match select in Select().Matches(form))
            fields[select.Groups[1].Value] = Attribute(
                Option().Matches(select.Value).FirstOrDefault(option => option.Value.Contains(" selected", StringComparison.Ordinal))?.Value
                    ?? Option().Match(select.Value).Value, "value") ?? "";
        return fields;
    }

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<select[^>]* name=\"([^\"]*)\".*?</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Option();
}

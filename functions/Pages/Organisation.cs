using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Pages;

/// <summary>Whose installation it is, as data beside the program: <c>organisation.json</c> and <c>emblem.svg</c> in
/// <c>Plan/Data</c>.</summary>
/// <param name="Name">The organisation's name, at the foot of every page.</param>
/// <param name="Product">What the pages call themselves.</param>
/// <param name="Colour">Behind white words and, on white, of links: <c>#rrggbb</c>.</param>
/// <param name="ColourOnDark">Of links where the reader's screen is dark: <c>#rrggbb</c>.</param>
public sealed partial record Organisation(Text Name, Text Product, string Colour, string ColourOnDark)
{
    private const string FileName = "organisation.json";
    private const string EmblemName = "emblem.svg";

    // Contrast of text, Web Content Accessibility Guidelines 2.2, criterion 1.4.3 (AA).
    private const double LeastContrast = 4.5;
    private const string White = "#ffffff";
    private const string DarkPaper = "#1a212b"; // --paper of charts.css in the dark

    private static readonly Lazy<Organisation> Shipped = new(() => Read(ShippedFiles.Directory));

    /// <summary>The one that this installation is of.</summary>
    /// <exception cref="SettingException">Its files are not right; says what.</exception>
    public static Organisation Current => Shipped.Value;

    /// <summary>Its emblem, an SVG image.</summary>
    public required ReadOnlyMemory<byte> Emblem { get; init; }

    /// <summary>What the style sheet takes from it.</summary>
    public string Css =>
        $":root {{ --brand: {Colour}; }} @media (prefers-color-scheme: dark) {{ :root {{ --link: {ColourOnDark}; }} }} "
        + $"@media not (prefers-color-scheme: dark) {{ :root {{ --link: {Colour}; }} }}";

    /// <summary>Reads both files of a directory.</summary>
    /// <exception cref="SettingException">Something is missing, no colour, or cannot be read by everybody; says what.</exception>
    public static Organisation Read(string directory)
    {
        foreach (var name in (string[])[FileName, EmblemName])
            if (!File.Exists(Path.Combine(directory, name)))
                throw new SettingException($"{name} is missing in {directory}.");
        OrganisationFile file;
        try
        {
            file = JsonSerializer.Deserialize<OrganisationFile>(
                File.ReadAllBytes(Path.Combine(directory, FileName)), StoredJson.Options)!;
        }
        catch (JsonException error)
        {
            throw new SettingException($"{FileName} cannot be read: {error.Message}");
        }

        Check("name", file.Name);
        Check("product", file.Product);
        CheckColour("colour", file.Colour, White);
        CheckColour("colourOnDark", file.ColourOnDark, DarkPaper);
        return new Organisation(file.Name!.Value, file.Product!.Value, file.Colour!, file.ColourOnDark!)
        {
            Emblem = File.ReadAllBytes(Path.Combine(directory, EmblemName)),
        };
    }

    private static void Check(string field, Text? text)
    {
        if (text is not { } both || string.IsNullOrWhiteSpace(both.Vietnamese) || string.IsNullOrWhiteSpace(both.English))
            throw new SettingException($"{FileName}: {field} needs the texts vietnamese and english.");
    }

    private static void CheckColour(string field, string? colour, string paper)
    {
        if (colour is null || !HexColour().IsMatch(colour))
            throw new SettingException($"{FileName}: {field} needs a colour such as #0b4f9e.");
        if (Contrast(colour, paper) is < LeastContrast and var contrast)
        {
            throw new SettingException(string.Create(
                CultureInfo.InvariantCulture,
                $"{FileName}: {field} {colour} on {paper} has a contrast of {contrast:0.0}; it needs {LeastContrast} to be read by all."));
        }
    }

    private static double Contrast(string first, string second)
    {
        var (one, other) = (Luminance(first), Luminance(second));
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    // Relative luminance of sRGB, as the guidelines define it.
    private static double Luminance(string colour)
    {
        double Part(int place)
        {
            var value = int.Parse(colour.AsSpan(place, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    [GeneratedRegex("^#[0-9a-f]{6}$", RegexOptions.IgnoreCase)]
    private static partial Regex HexColour();

    private sealed record OrganisationFile(Text? Name, Text? Product, string? Colour, string? ColourOnDark);
}

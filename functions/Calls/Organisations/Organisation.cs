using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Organisations;

/// <summary>Whose installation it is, as <c>organisation.json</c> and <c>emblem.svg</c> in its folder say.</summary>
/// <param name="Name">The organisation's name, at the foot of every page.</param>
/// <param name="Product">What the pages call themselves.</param>
/// <param name="App">What phones call the form when they install it.</param>
/// <param name="Colour">Behind white words and, on white, of links: <c>#rrggbb</c>.</param>
/// <param name="ColourOnDark">Of links where the reader's screen is dark: <c>#rrggbb</c>.</param>
/// <param name="Language">The language of who named none.</param>
/// <param name="TimeZone">The zone that days and months are counted in.</param>
/// <param name="TopName">The name of the unit above all others.</param>
/// <param name="Reporters">Who sends the reports, as a sentence begins.</param>
/// <param name="Levels">Its levels, top first.</param>
/// <param name="Trees">Its trees of units, the earliest first.</param>
/// <param name="Population">How many people there are in the units of the level below the top; null where that is not known.</param>
/// <param name="Currency">What money is counted in.</param>
/// <param name="Exports">What exported files say of it.</param>
public sealed record Organisation(
    Text Name, Text Product, Text App, string Colour, string ColourOnDark, Language Language, TimeZoneInfo TimeZone, string TopName,
    Text Reporters,
    IReadOnlyList<OrganisationLevel> Levels, IReadOnlyList<OrganisationTree> Trees, OrganisationPopulation? Population,
    Currency Currency, ExportTexts Exports)
{
    private static readonly Lazy<Organisation> OfProcess = new(() => Read(OrganisationFolder.Path));

    /// <summary>The one that this process serves.</summary>
    /// <exception cref="OrganisationException">Its files are not right; names every fault.</exception>
    public static Organisation Current => OfProcess.Value;

    /// <summary>Where its files are.</summary>
    public required string Directory { get; init; }

    /// <summary>The names on its map.</summary>
    public IReadOnlyList<MapPlace> MapPlaces { get; init; } = [];

    /// <summary>Its emblem, an SVG image.</summary>
    public required ReadOnlyMemory<byte> Emblem { get; init; }

    /// <summary>Its icons for phones, PNG images, by their side in pixels; none where the folder has none.</summary>
    public IReadOnlyDictionary<int, ReadOnlyMemory<byte>> Icons { get; init; } = new Dictionary<int, ReadOnlyMemory<byte>>();

    /// <summary>The level at the top, which one unit has.</summary>
    public OrganisationLevel Top => Levels[0];

    /// <summary>The level below the top, by whose units data is divided.</summary>
    public OrganisationLevel First => Levels[1];

    /// <summary>A file of its folder.</summary>
    public string PathOf(string file) => Path.Combine(Directory, file);

    /// <summary>Reads both files of a directory.</summary>
    /// <exception cref="OrganisationException">Something is missing, or is not what it should be; names every fault.</exception>
    public static Organisation Read(string directory) => new OrganisationReader(directory).Read();
}

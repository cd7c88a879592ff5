using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Organisations;

/// <summary>The file <c>organisation.json</c> as it is written, before anything of it is believed.</summary>
internal sealed record OrganisationDocument(
    Text? Name, Text? Product, Text? App, string? Colour, string? ColourOnDark, string? Language, string? TimeZone, Text? Reporters,
    OrganisationDocument.TopUnit? Top,
    IReadOnlyList<OrganisationDocument.Level?>? Levels, IReadOnlyList<OrganisationDocument.Tree?>? Trees,
    OrganisationDocument.People? Population,
    OrganisationDocument.Money? Currency, OrganisationDocument.Files? Exports,
    IReadOnlyList<OrganisationDocument.Place?>? MapPlaces)
{
    /// <summary>The unit above all others, and its level.</summary>
    internal sealed record TopUnit(string? Code, string? Name, string? Key, Text? Singular, Text? Plural);

    /// <summary>A level below the top.</summary>
    internal sealed record Level(string? Key, string? Codes, Text? Singular, Text? Plural, bool CodesReused = false);

    /// <summary>A tree of units.</summary>
    internal sealed record Tree(string? From, string? Units, string? Succession, string? Outlines);

    /// <summary>The population.</summary>
    internal sealed record People(string? File, int? Year);

    /// <summary>A name on the map.</summary>
    internal sealed record Place(double? East, double? North, Text? Name);

    /// <summary>What money is counted in.</summary>
    internal sealed record Money(string? Code, Text? Unit, Text? Name);

    /// <summary>What exported files say.</summary>
    internal sealed record Files(
        Text? Title, Text? Figures, Text? Licence, Text? UnitCodes, Text? UnitNames, Text? Units, Text? ForecastDay);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Organisations;

/// <summary>Reads the two files that say whose installation it is, and collects what is wrong with them.</summary>
internal sealed partial class OrganisationReader(string directory)
{
    private const string FileName = UnitScheme.FileName;

    private const string EmblemName = "emblem.svg";

    // Of icons, phones want these.
    private static readonly int[] IconSides = [192, 512];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, // a name that is mistyped says so, and is not left out
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private readonly List<string> _faults = [];

    /// <summary>The organisation.</summary>
    /// <exception cref="OrganisationException">Something is missing, or is not what it should be; names every fault.</exception>
    public Organisation Read()
    {
        var emblem = Path.Combine(directory, EmblemName);
        if (!File.Exists(emblem))
            _faults.Add($"{EmblemName} is missing.");
        else
            CheckEmblem(emblem);
        if (!File.Exists(Path.Combine(directory, FileName)))
            throw new OrganisationException(directory, [.. _faults, $"{FileName} is missing."]);
        OrganisationDocument file;
        try
        {
            file = JsonSerializer.Deserialize<OrganisationDocument>(File.ReadAllBytes(Path.Combine(directory, FileName)), Json)
                ?? throw new JsonException("it holds nothing.");
        }
        catch (JsonException error)
        {
            throw new OrganisationException(directory, [.. _faults, $"{FileName} cannot be read: {error.Message}"]);
        }

        var (organisationName, product, app) = (ReadText("name", file.Name), ReadText("product", file.Product), ReadText("app", file.App));
        Add(BrandColours.Fault("colour", file.Colour, BrandColours.White));
        Add(BrandColours.Fault("colourOnDark", file.ColourOnDark, BrandColours.DarkPaper));
        var language = Languages.Parse(file.Language);
        if (language is null)
            Add("language is vi or en.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(file.TimeZone ?? "", out var timeZone))
            Add("timeZone is a name of the IANA's time zones, such as Asia/Ho_Chi_Minh.");
        var reporters = ReadText("reporters", file.Reporters);
        var levels = ReadLevels(file);
        var trees = ReadTrees(file.Trees);
        var population = file.Population is { } people ? new OrganisationPopulation(people.File ?? "", people.Year ?? 0) : null;
        CheckFile("population/file", population?.File);
        if (population is { Year: < 1900 or > 9998 })
            Add("population/year is the year whose tree has these units, such as 2024.");
        var currency = new Currency(
            file.Currency?.Code ?? "", ReadText("currency/unit", file.Currency?.Unit), ReadText("currency/name", file.Currency?.Name));
        if (!CurrencyCode().IsMatch(currency.Code))
            Add("currency/code is a code of ISO 4217, such as VND.");
        var exports = new ExportTexts(
            ReadText("exports/title", file.Exports?.Title), ReadText("exports/figures", file.Exports?.Figures),
            ReadText("exports/licence", file.Exports?.Licence),
            ReadText("exports/unitCodes", file.Exports?.UnitCodes), ReadText("exports/unitNames", file.Exports?.UnitNames),
            ReadText("exports/units", file.Exports?.Units), ReadText("exports/forecastDay", file.Exports?.ForecastDay));
        var places = (file.MapPlaces ?? []).Select(ReadPlace).ToList();
        ThrowIfFaulty();
        return new Organisation(
            organisationName, product, app, file.Colour!, file.ColourOnDark!, language!.Value, timeZone!, file.Top!.Name!, reporters,
            levels, trees, population, currency, exports)
        {
            Directory = directory,
            Emblem = File.ReadAllBytes(emblem),
            MapPlaces = places,
            Icons = IconSides.Where(side => File.Exists(IconOf(side))).ToDictionary(
                side => side, side => (ReadOnlyMemory<byte>)File.ReadAllBytes(IconOf(side))),
        };
    }

    private string IconOf(int side) => Path.Combine(directory, FormattableString.Invariant($"icon-{side}.png"));

    private List<OrganisationLevel> ReadLevels(OrganisationDocument file)
    {
        if (PrintableText.Clean(file.Top?.Name, 200) is not { } topName || topName != file.Top!.Name)
            Add("top/name needs the name of the unit above all others.");
        var faults = new List<string>();
        var scheme = UnitScheme.Create(
            [
                (file.Top?.Key, file.Top?.Code, false),
                .. (file.Levels ?? []).Select(level => (level?.Key, level?.Codes, level?.CodesReused ?? false)),
            ], faults);
        faults.ForEach(Add);
        List<(Text Singular, Text Plural)> names =
        [
            (ReadText("top/singular", file.Top?.Singular), ReadText("top/plural", file.Top?.Plural)),
            .. (file.Levels ?? []).Select((level, index) => (
                ReadText($"levels/{index}/singular", level?.Singular), ReadText($"levels/{index}/plural", level?.Plural))),
        ];
        return scheme is null
            ? []
            : [.. scheme.Levels.Zip(names, (codes, name) => new OrganisationLevel(codes, name.Singular, name.Plural))];
    }

    private List<OrganisationTree> ReadTrees(IReadOnlyList<OrganisationDocument.Tree?>? written)
    {
        var trees = new List<OrganisationTree>();
        if (written is not { Count: > 0 })
            Add("trees needs at least one tree of units.");
        foreach (var (tree, index) in (written ?? []).Select((tree, index) => (tree, index)))
        {
            if (!Month.TryParse(tree?.From, out var from))
                Add($"trees/{index}/from is a month, such as 2024-01.");
            else if (trees.Count > 0 && from <= trees[^1].From)
                Add($"trees/{index}/from is not after that of the tree before it.");
            if (tree?.Units is null)
                Add($"trees/{index}/units needs the name of a file.");
            CheckFile($"trees/{index}/units", tree?.Units);
            CheckFile($"trees/{index}/succession", tree?.Succession);
            CheckFile($"trees/{index}/outlines", tree?.Outlines);
            if (index == 0 && tree?.Succession is not null)
                Add("trees/0/succession: the first tree follows none.");
            trees.Add(new OrganisationTree(from, tree?.Units ?? "", tree?.Succession, tree?.Outlines));
        }

        return trees;
    }

    private MapPlace ReadPlace(OrganisationDocument.Place? place, int index)
    {
        if (place is not { East: >= -180 and <= 180, North: >= -90 and <= 90 })
            Add($"mapPlaces/{index} needs east and north, in degrees.");
        return new MapPlace(place?.East ?? 0, place?.North ?? 0, ReadText($"mapPlaces/{index}/name", place?.Name));
    }

    private Text ReadText(string field, Text? text)
    {
        if (text is { } both && IsText(both.Vietnamese) && IsText(both.English))
            return both;
        Add($"{field} needs the texts vietnamese and english, in Unicode NFC.");
        return default;
    }

    private static bool IsText(string? text) => text is not null && PrintableText.Clean(text, 1000) == text;

    // A name, not a path: what is read stands in the folder and nowhere else.
    private void CheckFile(string field, string? name)
    {
        if (name is null)
            return;
        if (name.Length == 0 || name != Path.GetFileName(name) || name.Contains('\\', StringComparison.Ordinal))
            Add($"{field} is the name of a file in the folder, without a path.");
        else if (!File.Exists(Path.Combine(directory, name)))
            Add($"{field}: {name} is missing.");
    }

    private void CheckEmblem(string emblem)
    {
        try
        {
            if (XDocument.Load(emblem).Root?.Name.LocalName == "svg")
                return;
        }
        catch (XmlException)
        {
            // Said below, too: it is no image.
        }

        _faults.Add($"{EmblemName} is no SVG image.");
    }

    private void Add(string? fault)
    {
        if (fault is not null)
            _faults.Add($"{FileName}: {fault}");
    }

    private void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
            throw new OrganisationException(directory, _faults);
    }

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex CurrencyCode();
}

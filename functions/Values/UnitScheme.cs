using System.Text.Json;
using System.Text.RegularExpressions;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Values;

/// <summary>The levels of an organisation and the codes of its units, out of its <c>organisation.json</c>.</summary>
public sealed partial class UnitScheme
{
    /// <summary>The file that says it, among other things.</summary>
    public const string FileName = "organisation.json";

    // The levels are folders, columns and lines of a page: beyond these nobody would find his way.
    private const int MostLevels = 6;

    private static readonly Lazy<UnitScheme> OfProcess = new(() => Read(OrganisationFolder.Path));

    private UnitScheme(IReadOnlyList<LevelCodes> levels, UnitCodeScheme codes) => (Levels, Codes) = (levels, codes);

    /// <summary>Those of the organisation that this process serves.</summary>
    /// <exception cref="OrganisationException">Its file does not say them.</exception>
    public static UnitScheme Current => OfProcess.Value;

    /// <summary>The levels, top first.</summary>
    public IReadOnlyList<LevelCodes> Levels { get; }

    /// <summary>How the codes are written.</summary>
    public UnitCodeScheme Codes { get; }

    /// <summary>The levels that are written in a file; null when there are faults.</summary>
    /// <param name="levels">Top first.</param>
    /// <param name="faults">Takes what is wrong with them.</param>
    public static UnitScheme? Create(IReadOnlyList<(string? Key, string? Codes, bool AreReused)> levels, List<string> faults)
    {
        var before = faults.Count;
        if (levels.Count is < 2 or > MostLevels)
            faults.Add($"levels needs 1 to {MostLevels - 1} levels below the top.");
        for (var i = 0; i < levels.Count; i++)
        {
            var place = i == 0 ? "top" : FormattableString.Invariant($"levels/{i - 1}");
            if (levels[i].Key is not { } key || !LevelKey().IsMatch(key))
                faults.Add($"{place}/key is a word of at most 20 small letters, digits and _, such as region.");
            // Codes are keys of tables, folders of exports and parts of addresses.
            if (levels[i].Codes is not { } codes || !CodePattern().IsMatch(codes))
                faults.Add($"{place}/{(i == 0 ? "code" : "codes")} has at most 20 letters, digits and hyphens, such as 00-000.");
        }

        foreach (var twice in levels.Where(level => level.Key is not null).GroupBy(level => level.Key).Where(group => group.Count() > 1))
            faults.Add($"the key {twice.Key} stands for two levels.");
        if (faults.Count > before)
            return null;
        try
        {
            return new UnitScheme(
                [.. levels.Select(level => new LevelCodes(level.Key!, level.Codes!, level.AreReused))],
                new UnitCodeScheme(levels[0].Codes!, [.. levels.Skip(1).Select(level => level.Codes!)]));
        }
        catch (ArgumentException error)
        {
            faults.Add($"levels: {error.Message.Split(" (Parameter", 2)[0]}");
            return null;
        }
    }

    // The rest of the file is read, and checked, where its texts are known.
    private static UnitScheme Read(string directory)
    {
        var faults = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllBytes(Path.Combine(directory, FileName)),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            var top = document.RootElement.GetProperty("top");
            if (Create(
                [
                    (Text(top, "key"), Text(top, "code"), false),
                    .. document.RootElement.GetProperty("levels").EnumerateArray().Select(level => (
                        Text(level, "key"), Text(level, "codes"),
                        level.TryGetProperty("codesReused", out var reused) && reused.ValueKind == JsonValueKind.True)),
                ], faults) is { } scheme)
                return scheme;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or IOException)
        {
            faults.Add(error.Message);
        }

        throw new OrganisationException(directory, [.. faults.Select(fault => $"{FileName}: {fault}")]);
    }

    private static string? Text(JsonElement level, string name) =>
        level.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^[a-z][a-z0-9_]{0,19}$")]
    private static partial Regex LevelKey();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,19}$")]
    private static partial Regex CodePattern();
}

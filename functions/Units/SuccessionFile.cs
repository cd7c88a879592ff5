using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using Text = YouthFunctions.Calls.Texts.Text;

namespace YouthFunctions.Units;

/// <summary>
/// A reorganisation as a CSV file: <c>old_code,new_code</c> and, where the shares of a divided unit are known (of its
/// population, say), <c>share</c>; without, a divided unit's heirs get equal shares. Other columns are for people.
/// </summary>
/// <param name="Succession">Heirs for every unit of the earlier tree.</param>
/// <param name="Given">Heirs as the file names them, without those that follow from it.</param>
/// <param name="Links">How many lines were read.</param>
/// <param name="UnmappedOld">Units of the earlier tree whose level goes on and that the file leaves without an heir; what
/// they did goes where the unit above them went.</param>
/// <param name="UnmappedNew">Units of the later tree that take over from nobody: they begin without a history.</param>
/// <param name="Faults">Lines that cannot be used; nothing may be stored when there are any.</param>
public sealed record SuccessionFile(
    Succession Succession, Succession Given, int Links, IReadOnlyList<Unit> UnmappedOld, IReadOnlyList<Unit> UnmappedNew,
    IReadOnlyList<Fault> Faults) : ICsvColumns
{
    private const int MaxFaults = 100;

    // Shares may be a population; within these bounds those of several reorganisations multiply without getting lost.
    private const decimal MinShare = 0.000001m;
    private const decimal MaxShare = 1_000_000_000m;

    private static readonly CsvColumn OldCode = new("old_code", "the code of a unit of the tree before", true);
    private static readonly CsvColumn NewCode = new("new_code", "the code of the unit that takes over from it", true);
    private static readonly CsvColumn Share = new("share", "of a divided unit: this heir's part, a number above 0", false);

    /// <summary>The columns; others are for people.</summary>
    public static IReadOnlyList<CsvColumn> Columns { get; } = [OldCode, NewCode, Share];

    /// <summary>Reads a file about the change from one tree to another.</summary>
    public static async Task<SuccessionFile> ReadAsync(TextReader text, UnitTree before, UnitTree after, CancellationToken cancel)
    {
        var links = new List<(UnitCode Old, UnitCode New, decimal Weight)>();
        var seen = new HashSet<(UnitCode, UnitCode)>();
        var faults = new List<Fault>();
        await using var csv = await CsvDataReader.CreateAsync(text, cancel: cancel);
        var names = CsvBody.Columns(csv);
        if (!names.TryGetValue(OldCode.Name, out var oldColumn) || !names.TryGetValue(NewCode.Name, out var newColumn))
            return new SuccessionFile(new Succession([]), new Succession([]), 0, [], [], [Fault(1, "columns", new Text(
                "Dòng đầu phải có các cột old_code và new_code.", "The first line must name the columns old_code and new_code."))]);
        var shareColumn = names.GetValueOrDefault(Share.Name, -1);
        for (var line = 2; await csv.ReadAsync(cancel); line++)
        {
            var weight = 1m;
            if (!UnitCode.TryParse(csv.GetFieldSpan(oldColumn), out var old) || !before.TryGet(old, out _))
                faults.Add(Fault(
                    line, "old.unknown",
                    new Text(
                        $"Trước ngày ấy không có đơn vị {csv.GetString(oldColumn)}.",
                        $"There was no unit {csv.GetString(oldColumn)} before.")));
            else if (!UnitCode.TryParse(csv.GetFieldSpan(newColumn), out var later) || !after.TryGet(later, out _))
                faults.Add(Fault(
                    line, "new.unknown",
                    new Text(
                        $"Từ ngày ấy không có đơn vị {csv.GetString(newColumn)}.",
                        $"There is no unit {csv.GetString(newColumn)} afterwards.")));
            else if (shareColumn >= 0 && csv.GetFieldSpan(shareColumn).Length > 0
                && (!decimal.TryParse(
                    csv.GetFieldSpan(shareColumn), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out weight)
                    || weight is < MinShare or > MaxShare))
                faults.Add(Fault(line, "share", new Text(
                    "Tỷ phần phải là một số từ 0.000001 đến 1000000000.", "A share is a number from 0.000001 to 1000000000.")));
            else if (!seen.Add((old, later)))
                faults.Add(Fault(line, "duplicate", new Text("Dòng này đã có ở trên.", "This line stands above already.")));
            else
                links.Add((old, later, weight));
        }

        return Create(new Succession(links), links.Count, before, after, [.. faults.Take(MaxFaults)]);
    }

    /// <summary>The same file with a line for each of these units, which go on as they are.</summary>
    public SuccessionFile WithUnchanged(IReadOnlyCollection<UnitCode> units, UnitTree before, UnitTree after) =>
        Create(Given.With(units.Select(code => (code, code, 1m))), Links + units.Count, before, after, Faults);

    /// <summary>A file without a line.</summary>
    public const string Empty = "old_code,new_code\n";

    /// <summary>The file of who takes over from whom, shares with it.</summary>
    public static string Write(Succession given)
    {
        var text = new StringBuilder("old_code,new_code,share\n");
        foreach (var old in given.Sources.Order())
            foreach (var heir in given.HeirsOf(old))
                text.Append(CultureInfo.InvariantCulture, $"{old},{heir.Unit},{heir.Weight}\n");
        return text.ToString();
    }

    private static SuccessionFile Create(
        Succession given, int links, UnitTree before, UnitTree after, IReadOnlyList<Fault> faults)
    {
        // A level that is gone has no heirs of its own: its units follow those below them.
        var levels = after.TopDown.Select(unit => unit.Level).ToHashSet();
        return new SuccessionFile(
            given.Completed(before, after), given, links,
            [.. before.TopDown.Where(
                unit => unit.Parent is not null && given.HeirsOf(unit.Code).Count == 0 && levels.Contains(unit.Level))],
            [.. after.TopDown.Where(unit => unit.Parent is not null && given.PredecessorsOf(unit.Code).Count == 0)],
            faults);
    }

    private static Fault Fault(int line, string code, Text message) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {line}"), $"succession.{code}", message);
}

using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Units;

namespace YouthFunctions.Exports;

/// <summary>Which rows of a table are asked for.</summary>
/// <param name="dataset">The table.</param>
/// <param name="unit">The unit's own rows; with <paramref name="level"/> those of the units of that level below it, and itself if it is
/// of it; null for every unit.</param>
/// <param name="level">Rows of this level only.</param>
/// <param name="indicator">Rows of this indicator only.</param>
/// <param name="from">The first day of the time asked for.</param>
/// <param name="to">The last one.</param>
/// <param name="register">The trees: a code names another unit in another year.</param>
public sealed class DataQuery(
    Dataset dataset, UnitCode? unit, string? level, string? indicator, DateOnly? from, DateOnly? to, UnitRegister register)
{
    private static readonly string[] TimeColumns = ["month", "as_of", "valid_from"];

    private readonly Dataset _dataset = dataset;
    private readonly int? _unit = OrdinalOf(dataset, "unit");
    private readonly int? _level = OrdinalOf(dataset, "level");
    private readonly int? _indicator = OrdinalOf(dataset, "indicator");
    private readonly int? _year = OrdinalOf(dataset, "year");
    private readonly int? _time = TimeColumns.Select(column => OrdinalOf(dataset, column)).FirstOrDefault(ordinal => ordinal is not null);
    private readonly Dictionary<UnitTree, HashSet<string>> _below = [];

    /// <summary>Reads the query out of an address, or says what is wrong with it.</summary>
    public static IResult? Read(Call call, Dataset dataset, UnitRegister register, out DataQuery? query)
    {
        query = null;
        foreach (var (parameter, columns) in new (string, string[])[]
        {
            ("unit", ["unit"]), ("level", ["level"]), ("indicator", ["indicator"]),
            ("from", [.. TimeColumns, "year"]), ("to", [.. TimeColumns, "year"]),
        })
            if (call.QueryText(parameter) is not null && columns.All(column => OrdinalOf(dataset, column) is null))
                return Problems.Malformed(call, $"?{parameter}", new Text(
                    $"Bảng {dataset.Name} không có cột để lọc theo {parameter}.",
                    $"The table {dataset.Name} has no column to filter by {parameter}."));
        UnitCode? unit = null;
        if (call.QueryText("unit") is { } code)
        {
            if (!UnitCode.TryParse(code, out var known) || register.FindLatest(known) is null)
                return Problems.NoUnitWithinReach(call);
            unit = known;
        }

        var level = call.QueryText("level");
        if (level is not null && !ColumnFactory.Levels.Contains(level))
            return Problems.Malformed(call, "?level", new Text(
                $"Cấp là {string.Join(", ", ColumnFactory.Levels)}.", $"A level is {string.Join(", ", ColumnFactory.Levels)}."));
        if (!TryReadDay(call.QueryText("from"), isEnd: false, out var from))
            return Misread(call, "?from");
        if (!TryReadDay(call.QueryText("to"), isEnd: true, out var to))
            return Misread(call, "?to");
        query = new DataQuery(dataset, unit, level, call.QueryText("indicator"), from, to, register);
        return null;
    }

    /// <summary>Whether rows that are asked for can stand in a file: its folders say which year and province it holds. A year is still
    /// forecast when it is over, so what was forecast later can stand in the folder of any year before.</summary>
    public bool MayHold(SnapshotFile file) =>
        (file.Year is not { } year || ((from is null || IsByDayOfForecast || from.Value.Year <= year)
            && (to is null || to.Value.Year >= year)))
        && (file.Unit is not { } province || unit is not { } wanted || (wanted == UnitCode.Country && level is not null)
            || register.Trees.Any(tree => tree.TryGet(wanted, out _) && (tree.ProvinceOf(wanted) ?? UnitCode.Country) == province));

    /// <summary>Whether a row is asked for.</summary>
    public bool Asks(Cell[] row) =>
        (indicator is null || row[_indicator!.Value].Text == indicator)
        && (level is null || row[_level!.Value].Text == level)
        && IsInTime(row)
        && (unit is null || (level is null
            ? row[_unit!.Value].Text == unit.ToString()
            : Below(TreeOf(row)).Contains(row[_unit!.Value].Text!)));

    private bool IsByDayOfForecast => _time is { } time && _dataset.Columns[time].Name == "as_of";

    private bool IsInTime(Cell[] row)
    {
        if (from is null && to is null)
            return true;
        if (_time is { } time)
            return row[time] is { IsKnown: true } cell && (from is null || cell.Date >= from) && (to is null || cell.Date <= to);
        var year = row[_year!.Value].Whole;
        return (from is null || from.Value.Year <= year) && (to is null || to.Value.Year >= year);
    }

    private UnitTree TreeOf(Cell[] row) => _time is { } time && _dataset.Columns[time].Name == "month" && row[time].IsKnown
        && _dataset.Name is "reports" or "revisions"
        ? register.TreeOf(row[time].Date)
        : _year is { } year ? register.TreeOf((int)row[year].Whole)
        : register.TreeOf(row[_time!.Value].Date);

    private HashSet<string> Below(UnitTree tree)
    {
        if (!_below.TryGetValue(tree, out var codes))
            _below[tree] = codes = tree.TryGet(unit!.Value, out _)
                ? [.. tree.SubTree(unit.Value).Select(item => item.Code.ToString())]
                : [];
        return codes;
    }

    // A year, a month or a day; the end of a year or a month is its last day.
    private static bool TryReadDay(string? text, bool isEnd, out DateOnly? day)
    {
        day = null;
        if (text is null)
            return true;
        var culture = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var exact))
            day = exact;
        else if (DateOnly.TryParseExact(text, "yyyy-MM", culture, DateTimeStyles.None, out var month))
            day = isEnd ? new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)) : month;
        else if (DateOnly.TryParseExact(text, "yyyy", culture, DateTimeStyles.None, out var year))
            day = isEnd ? new DateOnly(year.Year, 12, 31) : year;
        return day is not null;
    }

    private static IResult Misread(Call call, string pointer) => Problems.Malformed(call, pointer, new Text(
        "Ghi năm (2024), tháng (2024-05) hoặc ngày (2024-05-31).", "Give a year (2024), a month (2024-05) or a day (2024-05-31)."));

    private static int? OrdinalOf(Dataset dataset, string column)
    {
        for (var i = 0; i < dataset.Columns.Count; i++)
            if (dataset.Columns[i].Name == column)
                return i;
        return null;
    }
}

using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Exports.Datasets;

/// <summary>The columns that many tables share, and how columns are declared.</summary>
public static class ColumnFactory
{
    /// <summary>The levels as written in files.</summary>
    public static IReadOnlyList<string> Levels { get; } = [.. UnitLevel.All.Select(Level)];

    /// <summary>The column and the folder of the unit of the level below the top, by which tables are divided.</summary>
    public static string FirstLevel => UnitLevel.First.Key;

    /// <summary>A column that every row has a value in.</summary>
    public static Column<TRow> Required<TRow>(
        string name, ColumnType type, Text heading, Text meaning, Func<TRow, Cell> read, Text? unit = null,
        IReadOnlyList<string>? allowed = null) =>
        new(new ColumnInfo(name, type, heading, meaning, true, unit, allowed), read);

    /// <summary>A column that may be empty.</summary>
    public static Column<TRow> Optional<TRow>(
        string name, ColumnType type, Text heading, Text meaning, Func<TRow, Cell> read, Text? unit = null,
        IReadOnlyList<string>? allowed = null) =>
        new(new ColumnInfo(name, type, heading, meaning, false, unit, allowed), read);

    /// <summary>The year and the unit, which begin a row.</summary>
    public static IReadOnlyList<Column<TRow>> ForRowUnit<TRow>() where TRow : IUnitRow =>
    [
        Required<TRow>(
            "year", ColumnType.Integer, new("Năm", "Year"), new("Năm công tác", "Calendar year of the plan"), row => row.RowUnit.Year),
        .. ForUnit<TRow>(row => row.RowUnit.Unit, row => row.RowUnit.Province),
    ];

    /// <summary>A unit.</summary>
    public static IReadOnlyList<Column<TRow>> ForUnit<TRow>(Func<TRow, Unit> unit, Func<TRow, UnitCode?> province) =>
    [
        Required<TRow>("unit", ColumnType.Code, new("Mã đơn vị", "Unit code"),
            Organisation.Current.Exports.UnitCodes,
            row => unit(row).Code),
        Required<TRow>(
            "unit_name", ColumnType.Text, new("Tên đơn vị", "Unit name"), Organisation.Current.Exports.UnitNames, row => unit(row).Name),
        Required<TRow>("level", ColumnType.Code, new("Cấp", "Level"),
            new("Cấp của đơn vị", "Level of the unit in the organisation"), row => Level(unit(row).Level), allowed: Levels),
        Optional<TRow>(FirstLevel, ColumnType.Code,
            new($"Mã {First.Singular.Vietnamese}", $"{Capital(First.Singular.English)} code"),
            new($"Mã {First.Singular.Vietnamese} của đơn vị; {UnitCode.Country} là {Top.Singular.Vietnamese} (trống trong v1/)",
                $"Code of the unit's {First.Singular.English}; {UnitCode.Country} for the {Top.Singular.English} (empty in v1/)"),
            row => province(row)),
    ];

    /// <summary>A month, as its first day.</summary>
    public static Column<TRow> ForMonth<TRow>(Func<TRow, Month> month) => Required<TRow>(
        "month", ColumnType.Date, new("Tháng", "Month"), new("Tháng báo cáo, ghi bằng ngày đầu tháng", "Month reported, as its first day"),
        row => month(row).FirstDay);

    /// <summary>Which indicator.</summary>
    public static Column<TRow> ForIndicator<TRow>(Func<TRow, IndicatorCode> indicator) => Required<TRow>(
        "indicator", ColumnType.Code, new("Chỉ tiêu", "Indicator"),
        new("Mã chỉ tiêu, xem bảng indicators", "Code of the indicator, see the table indicators"), row => indicator(row));

    /// <summary>Whether the demo made the figures.</summary>
    public static Column<TRow> ForSimulated<TRow>(Func<TRow, bool> isSimulated) => Required<TRow>(
        "is_simulated", ColumnType.Boolean, new("Mô phỏng", "Simulated"),
        new("Có số liệu mô phỏng của bản trình diễn; không dùng làm số liệu thật", "Contains figures made up by the demo; not real data"),
        row => isSimulated(row));

    /// <summary>Amounts are counted in this.</summary>
    public static Text InUnits { get; } = new("đơn vị tính của chỉ tiêu", "the indicator's unit of measure");

    /// <summary>Units are counted.</summary>
    public static Text Units { get; } = new("đơn vị", "units");

    /// <summary>A level as written in files.</summary>
    public static string Level(UnitLevel level) => level.Key;

    private static OrganisationLevel Top => Organisation.Current.Top;

    private static OrganisationLevel First => Organisation.Current.First;

    private static string Capital(string word) => $"{char.ToUpperInvariant(word[0])}{word[1..]}";
}

using System.Globalization;
using Sylvan.Data.Csv;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.History;

/// <summary>Where the columns of a history file stand.</summary>
internal sealed record HistoryColumns(int Unit, int Indicator, int Year, int Month, int Amount, int Numerator, int Denominator)
    : ICsvColumns
{
    /// <summary>The columns, in the order of the positions above.</summary>
    public static IReadOnlyList<CsvColumn> Columns { get; } =
    [
        new("unit", "the code of a unit of that year", true),
        new("indicator", "the code of an indicator", true),
        new("year", "a year without a plan", true),
        new("month", "1 to 12", true),
        new("amount", "of a flow, from 0", true),
        new("numerator", "of a ratio", false),
        new("denominator", "of a ratio", false),
    ];

    /// <summary>Whether a column holds codes, which are text, and not numbers.</summary>
    public static bool IsCode(CsvColumn column) => column == Columns[0] || column == Columns[1];

    /// <summary>The columns by their names; null when one that is needed is missing.</summary>
    public static HistoryColumns? Find(CsvDataReader csv)
    {
        var names = CsvBody.Columns(csv);
        if (Columns.Any(column => column.IsRequired && !names.ContainsKey(column.Name)))
            return null;
        int[] at = [.. Columns.Select(column => names.GetValueOrDefault(column.Name, -1))];
        return new HistoryColumns(at[0], at[1], at[2], at[3], at[4], at[5], at[6]);
    }

    /// <summary>What is wrong with the first line: each column that is missing, with the one that may have been meant.</summary>
    public static IReadOnlyList<Fault> Faults(CsvDataReader csv)
    {
        string[] there = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetName)];
        string[] unknown = [.. there.Where(name => !Columns.Any(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        return
        [
            .. Columns.Where(column => column.IsRequired && !there.Contains(column.Name, StringComparer.OrdinalIgnoreCase))
                .Select(column => HistoryFile.Fault("1", "columns", unknown.Length == 0
                    ? new Text($"Dòng đầu thiếu cột {column.Name}.", $"The first line lacks the column {column.Name}.")
                    : new Text(
                        $"Dòng đầu thiếu cột {column.Name}; các cột không hiểu được: {string.Join(", ", unknown)}.",
                        $"The first line lacks the column {column.Name}; columns that are not known: {string.Join(", ", unknown)}."))),
        ];
    }

    /// <summary>Reads the current line; what is wrong with it, or null.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="numbers">How numbers are written, if the sender says so.</param>
    /// <param name="row">The line.</param>
    public (string Code, Text Message)? Read(CsvDataReader csv, NumberStyle numbers, out HistoryRow row)
    {
        row = default;
        if (!UnitCode.TryParse(csv.GetFieldSpan(Unit), out var unit))
            return ("unit.form", new Text("Mã đơn vị không đúng dạng.", "That is not the form of a unit code."));
        if (!IndicatorCode.TryParse(csv.GetFieldSpan(Indicator), out var indicator))
            return ("indicator.form", new Text("Mã chỉ tiêu không đúng dạng.", "That is not the form of an indicator code."));
        if (!int.TryParse(csv.GetFieldSpan(Year), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(csv.GetFieldSpan(Month), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || !YearParameter.IsYear(year) || month is < 1 or > 12)
            return ("month", new Text("Năm hoặc tháng không đúng.", "That is not a year and a month."));
        var faults = new List<Fault>();
        var measure = ReadMeasure(csv, numbers, faults);
        if (faults.Count > 0)
            return (faults[0].Code, faults[0].Message);
        if (measure is null)
            return ("value", new Text(
                "Cần một số không âm ở cột amount, hoặc chỉ tử số và mẫu số, tử số không lớn hơn mẫu số.",
                "A number of zero or more is needed as amount, or else a numerator and a denominator no smaller than it."));
        row = new HistoryRow(unit, indicator, new Month(year, month), measure.Value);
        return null;
    }

    private Measure? ReadMeasure(CsvDataReader csv, NumberStyle numbers, List<Fault> faults) =>
        (Number(csv, Amount, numbers, faults), Number(csv, Numerator, numbers, faults), Number(csv, Denominator, numbers, faults)) switch
        {
            ({ } amount and >= 0, null, null) => Measure.Amount(amount),
            (null, { } numerator and >= 0, { } denominator) when numerator <= denominator => Measure.Ratio(numerator, denominator),
            _ => null,
        };

    // An empty field is nothing; what stands in one is a number of one reading, or a fault.
    private static decimal? Number(CsvDataReader csv, int column, NumberStyle numbers, List<Fault> faults)
    {
        var text = column < 0 ? "" : csv.GetString(column).Trim();
        return text.Length == 0 ? null : NumberText.Read(new Submitted<string>(text, ""), numbers, NumberStyle.Unknown, faults)?.Value;
    }
}

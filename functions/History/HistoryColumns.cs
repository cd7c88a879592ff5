using System.Globalization;
using Sylvan.Data.Csv;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.History;

/// <summary>Where the columns of a history file stand.</summary>
internal sealed record HistoryColumns(int Unit, int Indicator, int Year, int Month, int Amount, int Numerator, int Denominator)
{
    /// <summary>The columns by their names; null when one that is needed is missing.</summary>
    public static HistoryColumns? Find(CsvDataReader csv)
    {
        var names = CsvBody.Columns(csv);
        int At(string name) => names.GetValueOrDefault(name, -1);
        var columns = new HistoryColumns(
            At("unit"), At("indicator"), At("year"), At("month"), At("amount"), At("numerator"), At("denominator"));
        return columns is { Unit: >= 0, Indicator: >= 0, Year: >= 0, Month: >= 0, Amount: >= 0 } ? columns : null;
    }

    /// <summary>Reads the current line; what is wrong with it, or null.</summary>
    public (string Code, Text Message)? Read(CsvDataReader csv, out HistoryRow row)
    {
        row = default;
        if (!UnitCode.TryParse(csv.GetFieldSpan(Unit), out var unit))
            return ("unit.form", new Text("Mã đơn vị không đúng dạng.", "That is not the form of a unit code."));
        if (!IndicatorCode.TryParse(csv.GetFieldSpan(Indicator), out var indicator))
            return ("indicator.form", new Text("Mã chỉ tiêu không đúng dạng.", "That is not the form of an indicator code."));
        if (!int.TryParse(csv.GetFieldSpan(Year), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(csv.GetFieldSpan(Month), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || year is < 1900 or > 9998 || month is < 1 or > 12)
            return ("month", new Text("Năm hoặc tháng không đúng.", "That is not a year and a month."));
        if (ReadMeasure(csv) is not { } measure)
            return ("value", new Text(
                "Cần một số không âm, hoặc tử số không lớn hơn mẫu số.",
                "A number of zero or more is needed, or a numerator no greater than its denominator."));
        row = new HistoryRow(unit, indicator, new Month(year, month), measure);
        return null;
    }

    private Measure? ReadMeasure(CsvDataReader csv)
    {
        if (Number(csv, Denominator) is { } denominator)
            return Number(csv, Numerator) is { } numerator and >= 0 && numerator <= denominator
                ? Measure.Ratio(numerator, denominator)
                : null;
        return Number(csv, Amount) is { } amount and >= 0 ? Measure.Amount(amount) : null;
    }

    private static decimal? Number(CsvDataReader csv, int column) =>
        column >= 0 && decimal.TryParse(
            csv.GetFieldSpan(column), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Persistence;

/// <summary>A reported value as JSON: <c>{"amount":5}</c>, <c>{"yearToDate":5}</c> or <c>{"numerator":1,"denominator":2}</c>.</summary>
public sealed record ValueDocument(decimal? Amount, decimal? YearToDate, decimal? Numerator, decimal? Denominator)
{
    /// <summary>The document of a value.</summary>
    public static ValueDocument From(ReportedValue value) => value.Measure.Denominator is { } denominator
        ? new(null, null, value.Measure.Numerator, denominator)
        : value.IsYearToDate ? new(null, value.Measure.Numerator, null, null) : new(value.Measure.Numerator, null, null, null);

    /// <summary>The value of a stored document.</summary>
    /// <exception cref="FormatException">It has none of the three shapes.</exception>
    public ReportedValue ToValue() => this switch
    {
        { Denominator: { } denominator, Numerator: { } numerator } => new(Measure.Ratio(numerator, denominator), false),
        { YearToDate: { } yearToDate } => new(Measure.Amount(yearToDate), true),
        { Amount: { } amount } => new(Measure.Amount(amount), false),
        _ => throw new FormatException("A stored value has no amount, year to date or ratio."),
    };
}

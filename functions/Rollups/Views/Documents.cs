using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Rollups.Views;

/// <summary>A rollup as the API shows it.</summary>
/// <param name="Unit">The code.</param>
/// <param name="Name">The Vietnamese name.</param>
/// <param name="Level">The level.</param>
/// <param name="IsSimulated">Whether a simulated report is in it.</param>
/// <param name="Indicators">In the order of the plan.</param>
public sealed record UnitDocument(string Unit, string Name, UnitLevel Level, bool IsSimulated, IReadOnlyList<IndicatorDocument> Indicators);

/// <summary>One indicator of a unit's year.</summary>
/// <param name="Indicator">The code.</param>
/// <param name="LatestMonth">The last month that anybody below reported, 1 to 12; null before the first.</param>
/// <param name="YearToDate">As of the latest month.</param>
/// <param name="Target">The unit's target of the year: an amount, or a share 0..1; null when none is set.</param>
/// <param name="Expected">How many units were expected to report in the latest month.</param>
/// <param name="Reported">How many did.</param>
/// <param name="OnTime">How many of them by the due day.</param>
/// <param name="Rank">The place among the siblings by year to date; null without a figure.</param>
/// <param name="RankOf">How many siblings have a place.</param>
/// <param name="ChildrenSum">Where the unit's own figure replaces its children's: what theirs come to; null elsewhere.</param>
/// <param name="Difference">Where it does: by how much the unit's own figure is above (or below) theirs.</param>
/// <param name="Months">January first; null where the question named no indicator and the unit is not the one asked for.</param>
public sealed record IndicatorDocument(
    IndicatorCode Indicator, int? LatestMonth, MeasureDocument? YearToDate, decimal? Target, int Expected, int Reported, int OnTime,
    int? Rank, int? RankOf, decimal? ChildrenSum, decimal? Difference, IReadOnlyList<MonthDocument>? Months)
{
    /// <summary>The part of the year to date that is doubted and awaits confirmation; null for none.</summary>
    public MeasureDocument? Doubted { get; init; }
}

/// <summary>One month of an indicator.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Amount">What the month brought, or where it stood; null while unknown, which is not zero.</param>
/// <param name="YearToDate">From January.</param>
/// <param name="Expected">How many units were expected to report.</param>
/// <param name="Reported">How many did.</param>
/// <param name="OnTime">How many of them by the due day.</param>
/// <param name="UsualShare">The part of the year-end's figure usually reached by now, by the years before.</param>
/// <param name="LastYear">The same month of the year before.</param>
/// <param name="LastYearToDate">Its year to date.</param>
public sealed record MonthDocument(
    int Month, MeasureDocument? Amount, MeasureDocument? YearToDate, int Expected, int Reported, int OnTime,
    decimal? UsualShare, MeasureDocument? LastYear, MeasureDocument? LastYearToDate)
{
    /// <summary>The part of the amount that is doubted and awaits confirmation; null for none.</summary>
    public MeasureDocument? Doubted { get; init; }

    /// <summary>How many values that part is; null for none.</summary>
    public int? DoubtedValues { get; init; }
}

/// <summary>A measure: the value, and for a ratio its two parts.</summary>
public sealed record MeasureDocument(decimal? Value, decimal? Numerator, decimal? Denominator)
{
    /// <summary>The document of a measure; null while unknown.</summary>
    public static MeasureDocument? From(Measure measure) => !measure.IsKnown ? null : measure.Denominator is null
        ? new(measure.Value, null, null)
        : new(measure.Value, measure.Numerator, measure.Denominator);
}

using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports.Batch;

/// <summary>
/// What a partition holds while a file is taken in, as far as reports must be held against it: which revision stands, and
/// the flows of each unit by month. It is read once a partition and file, and kept small: 12 flows take 300 bytes a report.
/// </summary>
/// <param name="plan">The plan of the partition's year.</param>
/// <param name="register">The trees of units; a code names the same unit within one tree only.</param>
public sealed class BatchState(YearPlan plan, UnitRegister register)
{
    private readonly IndicatorCode[] _flows = [.. plan.Indicators.Where(indicator => indicator.OverTime == OverTime.Sum).Select(indicator => indicator.Code)];
    private readonly Dictionary<(UnitCode, Month), ReportHead> _heads = [];
    private readonly Dictionary<(UnitCode, Month Tree), Flow[]?[]> _months = [];

    private readonly record struct Flow(decimal Amount, bool IsKnown, bool IsYearToDate);

    /// <summary>The revision that stands; null when there is none.</summary>
    public ReportHead? Current(UnitCode unit, Month period) => _heads.GetValueOrDefault((unit, period));

    /// <summary>Takes a report for stored.</summary>
    public void Set(UnitCode unit, Month period, ReportHead head, IReadOnlyDictionary<IndicatorCode, ReportedValue> values)
    {
        _heads[(unit, period)] = head;
        var key = (unit, register.TreeOf(period).From);
        if (!_months.TryGetValue(key, out var months))
            _months[key] = months = new Flow[]?[12];
        months[period.Number - 1] = Array.ConvertAll(_flows, code => values.TryGetValue(code, out var value)
            ? new Flow(value.Measure.Numerator, true, value.IsYearToDate)
            : default);
    }

    /// <summary>What the unit reported of a flow in a month of the tree of <paramref name="period"/>; null for nothing.</summary>
    public Func<Month, IndicatorCode, ReportedValue?> Reported(UnitCode unit, Month period)
    {
        var months = _months.GetValueOrDefault((unit, register.TreeOf(period).From));
        return (month, code) => months?[month.Number - 1] is { } flows && Array.IndexOf(_flows, code) is >= 0 and var index && flows[index] is { IsKnown: true } flow
            ? new ReportedValue(Measure.Amount(flow.Amount), flow.IsYearToDate)
            : null;
    }
}

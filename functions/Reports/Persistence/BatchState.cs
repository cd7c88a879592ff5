using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;
using YouthFunctions.Units;

namespace YouthFunctions.Reports.Persistence;

/// <summary>
/// What a partition holds while a file is taken in, as far as new reports must be held against it: which revision stands,
/// and the values of each unit by month. It is read once a partition and file, and kept small: 12 flows take 300 bytes a
/// report, 7 ratios 170.
/// </summary>
/// <param name="plan">The plan of the partition's year.</param>
/// <param name="register">The trees of units; a code names the same unit within one tree only.</param>
public sealed class BatchState(YearPlan plan, UnitRegister register)
{
    private readonly IndicatorCode[] _flows = CodesOf(plan, IndicatorKind.Flow);
    private readonly IndicatorCode[] _ratios = CodesOf(plan, IndicatorKind.Ratio);
    private readonly Dictionary<(UnitCode, Month), ReportVersion> _versions = [];
    private readonly Dictionary<(UnitCode, Month Tree), Values?[]> _months = [];

    private sealed record Values(Flow[] Flows, Ratio[] Ratios);

    private readonly record struct Flow(decimal Amount, bool IsKnown, bool IsYearToDate, bool IsDoubted);

    // Ratios are only held against each other in size: a double keeps every count up to 10¹⁵ exactly.
    private readonly record struct Ratio(double Numerator, double Denominator, bool IsKnown, bool IsDoubted);

    /// <summary>How many reports it holds.</summary>
    public int Count => _versions.Count;

    /// <summary>The revision that stands; null when there is none.</summary>
    public ReportVersion? Current(UnitCode unit, Month period) => _versions.GetValueOrDefault((unit, period));

    /// <summary>Takes a report for stored.</summary>
    public void Set(UnitCode unit, Month period, ReportVersion version, IReadOnlyDictionary<IndicatorCode, ReportedValue> values)
    {
        _versions[(unit, period)] = version;
        var key = (unit, register.TreeOf(period).From);
        if (!_months.TryGetValue(key, out var months))
            _months[key] = months = new Values?[12];
        months[period.Number - 1] = new Values(
            Array.ConvertAll(_flows, code => values.TryGetValue(code, out var value)
                ? new Flow(value.Measure.Numerator, true, value.IsYearToDate, value.IsDoubted)
                : default),
            Array.ConvertAll(_ratios, code => values.TryGetValue(code, out var value)
                ? new Ratio((double)value.Measure.Numerator, (double)(value.Measure.Denominator ?? 0), true, value.IsDoubted)
                : default));
    }

    /// <summary>What the unit reported of an indicator in a month of the tree of <paramref name="period"/>; null for nothing.</summary>
    public Func<Month, IndicatorCode, ReportedValue?> Reported(UnitCode unit, Month period)
    {
        var months = _months.GetValueOrDefault((unit, register.TreeOf(period).From));
        return (month, code) => months?[month.Number - 1] is not { } values ? null
            : Array.IndexOf(_flows, code) is >= 0 and var flow ? Value(values.Flows[flow])
            : Array.IndexOf(_ratios, code) is >= 0 and var ratio ? Value(values.Ratios[ratio])
            : null;
    }

    private static IndicatorCode[] CodesOf(YearPlan plan, IndicatorKind kind) =>
        [.. plan.Indicators.Where(indicator => indicator.Kind == kind).Select(indicator => indicator.Code)];

    private static ReportedValue? Value(Flow flow) =>
        flow.IsKnown ? new ReportedValue(Measure.Amount(flow.Amount), flow.IsYearToDate) { IsDoubted = flow.IsDoubted } : null;

    private static ReportedValue? Value(Ratio ratio) => ratio.IsKnown
        ? new ReportedValue(Measure.Ratio((decimal)ratio.Numerator, (decimal)ratio.Denominator), false) { IsDoubted = ratio.IsDoubted }
        : null;
}

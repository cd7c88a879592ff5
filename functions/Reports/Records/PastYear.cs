using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Records;

/// <summary>What a unit itself brought in a past year: doubted months left out, and small enough to keep for a whole country.</summary>
public sealed class PastYear
{
    private readonly Dictionary<IndicatorCode, (RatioParts?[] Months, decimal? Largest)> _ratios = [];
    private readonly Dictionary<IndicatorCode, (decimal?[] Months, decimal? Largest)> _flows = [];

    private PastYear()
    {
    }

    /// <summary>The months of an own part; a month that stands for silent ones before it too counts with their mean.</summary>
    public static PastYear From(Rollup own)
    {
        var year = new PastYear();
        foreach (var indicator in own.Indicators)
        {
            var cells = own.Months(indicator).ToArray();
            var sure = Array.ConvertAll(cells, cell => cell.SureAmount);
            if (!sure.Any(month => month.IsKnown))
                continue;
            if (sure.Any(month => month.Denominator is not null))
            {
                var parts = Array.ConvertAll(
                    sure, month => month.Denominator is { } denominator ? new RatioParts(month.Numerator, denominator) : (RatioParts?)null);
                year._ratios[indicator] = (parts, parts.Max(ratioParts => ratioParts?.Denominator));
            }
            else
            {
                decimal? Month(int month) => sure[month].IsKnown ? sure[month].Numerator / (cells[month].SilentMonthsCaughtUp + 1) : null;
                decimal?[] months = [.. Enumerable.Range(0, 12).Select(Month)];
                year._flows[indicator] = (months, months.Max());
            }
        }

        return year;
    }

    /// <summary>The twelve months of a flow; null where nothing is known of it.</summary>
    public IReadOnlyList<decimal?>? Flow(IndicatorCode indicator) => _flows.TryGetValue(indicator, out var known) ? known.Months : null;

    /// <summary>The twelve months of a ratio; empty where nothing is known of it.</summary>
    public IReadOnlyList<RatioParts?> Ratio(IndicatorCode indicator) => _ratios.TryGetValue(indicator, out var known) ? known.Months : [];

    /// <summary>The largest month, or of a ratio denominator; null where nothing is known of it.</summary>
    public decimal? LargestMonth(IndicatorCode indicator) =>
        _flows.TryGetValue(indicator, out var flow) ? flow.Largest : _ratios.TryGetValue(indicator, out var ratio) ? ratio.Largest : null;
}

using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Training;

/// <summary>
/// How far a series has left the level that it had: the least of the last three months' log changes against the year before, as a
/// multiple of how such changes usually scatter in the series itself; negative below that level, 0 where the three do not agree. A
/// single odd month is none, and neither is a lively series that goes on being lively.
/// </summary>
internal static class LevelShift
{
    private const int Months = 3;

    // Changes of so few percent are none, however calm a series was. By hand.
    private const double LeastScatter = 0.1;

    // Below it intervals of all leaves held what they should, above it too little; by trials on the panels of docs/forecast-accuracy.md.
    private const double LeastShift = 1.5;

    /// <summary>Whether a series has left its level for certain: how calm it was before tells nothing then.</summary>
    public static bool HasLeft(double shift) => Math.Abs(shift) >= LeastShift;

    /// <summary>The shift of year index y after the months given; 0 where less than two years before are known.</summary>
    public static double Measure(NodeHistory history, int year, ReadOnlySpan<double> months)
    {
        if (months.Length < Months
            || history.Past(year - 1) is not { } last || !(last.Sum() > 0)
            || history.Past(year - 2) is not { } former)
        {
            return 0;
        }

        var scale = ValueScale.Log(last);
        double Change(double now, double before) => scale.From(now) - scale.From(before);
        var usual = last.Zip(former, Change);
        if (history.Past(year - 3) is { } third)
            usual = usual.Concat(former.Zip(third, Change));
        double least = double.PositiveInfinity;
        var sign = 0;
        for (var month = months.Length - Months; month < months.Length; month++)
        {
            var change = Change(months[month], last[month]);
            if (!double.IsFinite(change) || change == 0 || (sign != 0 && Math.Sign(change) != sign))
                return 0;
            sign = Math.Sign(change);
            least = Math.Min(least, Math.Abs(change));
        }

        return sign * least / (Quantiles.Deviation([.. usual], 0) + LeastScatter);
    }
}

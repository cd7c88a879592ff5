using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Candidates;

/// <summary>Computes the candidates of one node.</summary>
/// <param name="history">Its years.</param>
/// <param name="near">The nearest group that it belongs to.</param>
internal sealed class CandidateForecasts(NodeHistory history, GroupSums near)
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)Candidate.LastTotal + 1;

    private const int LongHistory = 6;
    private const int ShortHistory = 3;
    private const int GrowthMonths = 6;

    // A series that grew fivefold within half a year is not followed farther: such ratios are of small counts.
    private const double LeastGrowth = 0.2;
    private const double MostGrowth = 5;

    private readonly double[][] _smoothing = ExponentialSmoothing.Rests(history);
    private readonly double[][] _theta = ThetaMethod.Rests(history);
    private readonly double[][] _logs = DampedSmoothing.Rests(history, ValueScale.Log);
    private readonly double[][] _roots = DampedSmoothing.Rests(history, _ => ValueScale.FourthRoot);

    /// <summary>The candidates of year index y after the k months whose filled values are given; none is below the year to date.</summary>
    public double[] At(int year, ReadOnlySpan<double> months)
    {
        var k = months.Length;
        var values = new double[Count];
        double yearToDate = 0;
        foreach (var month in months)
            yearToDate += double.IsFinite(month) ? month : 0;
        var shares = history.Shares(year).AsSpan();
        var pooled = near.Shares(year).AsSpan();
        var years = history.UsableBefore(year, LongHistory).ToArray();
        var usable = years.Select(past => history.Past(past)!).ToArray();
        values[(int)Candidate.RunRate] = k == 0 ? double.NaN : yearToDate * 12 / k;
        values[(int)Candidate.PooledShare] = Ladder(yearToDate, Sum(pooled[..k]), 1, k);
        values[(int)Candidate.ShrunkShare] = Ladder(yearToDate, Sum(shares[..k]), 1, k);
        if (usable.Length == 0)
        {
            WithoutHistory(values, yearToDate, k, Sum(shares[k..]), year);
        }
        else
        {
            WithHistory(values, yearToDate, months, usable, year, Sum(shares[k..]));
            CarryForward(values, yearToDate, k, years, year);
        }

        for (var i = 0; i < Count; i++)
        {
            if (double.IsNaN(values[i]))
                values[i] = values[(int)(usable.Length == 0 ? Candidate.BornhuetterFerguson : Candidate.SameRest)];
            values[i] = Math.Max(values[i], yearToDate);
        }

        values[(int)Candidate.SimpleMedian] = Quantiles.Median(values.AsSpan(0, (int)Candidate.SimpleMedian));
        return values;
    }

    /// <summary>
    /// What methods that know nothing of other series make of the year: the median of exponential smoothing on three scales and of the
    /// Theta method. NaN without a year before.
    /// </summary>
    public double Local(int year, ReadOnlySpan<double> months)
    {
        var k = Math.Min(months.Length, 11);
        double[] rests = [.. ((double[])[_smoothing[year][k], _theta[year][k], _logs[year][k], _roots[year][k]]).Where(double.IsFinite)];
        return Sum(months) + (months.Length == 12 ? 0 : Quantiles.Median(rests));
    }

    /// <summary>The candidate on which corrections stand: the median of three unlike ones.</summary>
    public static double Base(double[] candidates) => Quantiles.Median(
        [candidates[(int)Candidate.SimpleMedian], candidates[(int)Candidate.MeanRest3], candidates[(int)Candidate.ShrunkShare]]);

    /// <summary>The sum of values, in their order.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private static double Ladder(double yearToDate, double before, double total, int k) =>
        before > 0 ? yearToDate * total / before : k == 0 ? double.NaN : yearToDate * 12 / k;

    private void WithoutHistory(double[] values, double yearToDate, int k, double open, int year)
    {
        var middle = yearToDate + (near.MeanTotal(year) * open);
        Array.Fill(values, values[(int)Candidate.PooledShare], (int)Candidate.SameRest, Count - 1);
        values[(int)Candidate.BornhuetterFerguson] = middle;
        values[(int)Candidate.MeanRest3] = middle;
        values[(int)Candidate.MeanRest6] = middle;
        values[(int)Candidate.RunRate] = k == 0 ? middle : values[(int)Candidate.RunRate];
    }

    private void WithHistory(double[] values, double yearToDate, ReadOnlySpan<double> months, double[][] usable, int year, double open)
    {
        var k = months.Length;
        var last = usable[0];
        double lastYearToDate = Sum(last.AsSpan(0, k)), lastRest = Sum(last.AsSpan(k));
        values[(int)Candidate.LastTotal] = lastYearToDate + lastRest;
        values[(int)Candidate.SameRest] = yearToDate + lastRest;
        values[(int)Candidate.ChainLadder] = Ladder(yearToDate, lastYearToDate, lastYearToDate + lastRest, k);
        var recent = usable.AsSpan(0, Math.Min(ShortHistory, usable.Length));
        double rest3 = 0, rest6 = 0, yearsToDate3 = 0;
        for (var i = 0; i < usable.Length; i++)
        {
            var rest = Sum(usable[i].AsSpan(k));
            rest6 += rest / usable.Length;
            if (i < recent.Length)
                (rest3, yearsToDate3) = (rest3 + rest, yearsToDate3 + Sum(usable[i].AsSpan(0, k)));
        }

        values[(int)Candidate.MeanRest3] = yearToDate + (rest3 / recent.Length);
        values[(int)Candidate.MeanRest6] = yearToDate + rest6;
        values[(int)Candidate.Ladder3] = Ladder(yearToDate, yearsToDate3, yearsToDate3 + rest3, k);
        values[(int)Candidate.BornhuetterFerguson] = yearToDate + ((yearsToDate3 + rest3) / recent.Length * open);
        var growth = Growth(months, usable, (lastYearToDate + lastRest) / 12);
        values[(int)Candidate.GrownRest] = yearToDate + (lastRest * growth);
        values[(int)Candidate.DampedRest] = yearToDate + (lastRest * Math.Sqrt(growth));
        values[(int)Candidate.GroupGrowth] = yearToDate + (lastRest * near.Growth(year, k));
        values[(int)Candidate.Smoothing] = yearToDate + _smoothing[year][Math.Min(k, 11)];
        values[(int)Candidate.Theta] = yearToDate + _theta[year][Math.Min(k, 11)];
    }

    private void CarryForward(double[] values, double yearToDate, int k, int[] years, int year)
    {
        var rest = years.Sum(past => Sum(history.Past(past).AsSpan(k)));
        double Carried(GroupSums group) => yearToDate + (rest / years.Sum(group.Index) * group.Index(year - 1) * group.Growth(year, k));
        values[(int)Candidate.CarriedWide] = Carried(history.Wide);
        values[(int)Candidate.CarriedNear] = Carried(near);
    }

    /// <summary>The last six known months against the same months a year before, drawn to 1 by a month's weight, 0.2 to 5.</summary>
    private static double Growth(ReadOnlySpan<double> months, double[][] usable, double month)
    {
        double now = 0, before = 0;
        for (var back = 1; back <= GrowthMonths; back++)
        {
            var m = months.Length - back;
            if (m < 0 && usable.Length < 2)
                break;
            now += m >= 0 ? months[m] : usable[0][m + 12];
            before += m >= 0 ? usable[0][m] : usable[1][m + 12];
        }

        return now + before + month > 0 ? Math.Clamp((now + month) / (before + month), LeastGrowth, MostGrowth) : 1;
    }
}

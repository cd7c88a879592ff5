using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Candidates;

/// <summary>Computes the candidates of one node.</summary>
internal sealed class CandidateForecasts(NodeHistory history, GroupSums near)
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)Candidate.LastTotal + 1;

    private readonly double[][] _smoothing = ExponentialSmoothing.Rests(history);
    private readonly double[][] _theta = ThetaMethod.Rests(history);

    /// <summary>All candidates of year index y after k months whose filled values are <paramref name="months"/>; none is below ytd.</summary>
    public double[] At(int y, ReadOnlySpan<double> months)
    {
        var k = months.Length;
        var values = new double[Count];
        double ytd = 0;
        foreach (var month in months)
            ytd += double.IsFinite(month) ? month : 0;
        var shares = history.Shares(y).AsSpan();
        var pooled = near.Shares(y).AsSpan();
        var years = history.UsableBefore(y, 6).ToArray();
        var usable = years.Select(past => history.Past(past)!).ToArray();
        values[(int)Candidate.RunRate] = k == 0 ? double.NaN : ytd * 12 / k;
        values[(int)Candidate.PooledShare] = Ladder(ytd, Sum(pooled[..k]), 1, k);
        values[(int)Candidate.ShrunkShare] = Ladder(ytd, Sum(shares[..k]), 1, k);
        if (usable.Length == 0)
            WithoutHistory(values, ytd, k, Sum(shares[k..]), y);
        else
            WithHistory(values, ytd, months, usable, y, Sum(shares[k..]));
        if (usable.Length > 0)
            Carry(values, ytd, k, years, y);
        for (var i = 0; i < Count; i++)
        {
            if (double.IsNaN(values[i]))
                values[i] = values[(int)(usable.Length == 0 ? Candidate.BornhuetterFerguson : Candidate.SameRest)];
            values[i] = Math.Max(values[i], ytd);
        }

        values[(int)Candidate.SimpleMedian] = Quantiles.Median(values.AsSpan(0, 3));
        return values;
    }

    /// <summary>The candidate on which corrections stand: the median of three unlike ones.</summary>
    public static double Base(double[] candidates) => Quantiles.Median(
        [candidates[(int)Candidate.SimpleMedian], candidates[(int)Candidate.MeanRest3], candidates[(int)Candidate.ShrunkShare]]);

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private static double Ladder(double ytd, double before, double total, int k) =>
        before > 0 ? ytd * total / before : k == 0 ? double.NaN : ytd * 12 / k;

    private void WithoutHistory(double[] values, double ytd, int k, double open, int y)
    {
        var middle = ytd + (near.MeanTotal(y) * open);
        Array.Fill(values, values[(int)Candidate.PooledShare], (int)Candidate.SameRest, Count - 1);
        values[(int)Candidate.BornhuetterFerguson] = middle;
        values[(int)Candidate.MeanRest3] = middle;
        values[(int)Candidate.MeanRest6] = middle;
        values[(int)Candidate.RunRate] = k == 0 ? middle : values[(int)Candidate.RunRate];
    }

    private void WithHistory(double[] values, double ytd, ReadOnlySpan<double> months, double[][] usable, int y, double open)
    {
        var k = months.Length;
        var last = usable[0];
        double lastYtd = Sum(last.AsSpan(0, k)), lastRest = Sum(last.AsSpan(k));
        values[(int)Candidate.LastTotal] = lastYtd + lastRest;
        values[(int)Candidate.SameRest] = ytd + lastRest;
        values[(int)Candidate.ChainLadder] = Ladder(ytd, lastYtd, lastYtd + lastRest, k);
        var recent = usable.AsSpan(0, Math.Min(3, usable.Length));
        double rest3 = 0, rest6 = 0, ytd3 = 0;
        for (var i = 0; i < usable.Length; i++)
        {
            var rest = Sum(usable[i].AsSpan(k));
            rest6 += rest / usable.Length;
            if (i < recent.Length)
                (rest3, ytd3) = (rest3 + rest, ytd3 + Sum(usable[i].AsSpan(0, k)));
        }

        values[(int)Candidate.MeanRest3] = ytd + (rest3 / recent.Length);
        values[(int)Candidate.MeanRest6] = ytd + rest6;
        values[(int)Candidate.Ladder3] = Ladder(ytd, ytd3, ytd3 + rest3, k);
        values[(int)Candidate.BornhuetterFerguson] = ytd + ((ytd3 + rest3) / recent.Length * open);
        var growth = Growth(months, usable, (lastYtd + lastRest) / 12);
        values[(int)Candidate.GrownRest] = ytd + (lastRest * growth);
        values[(int)Candidate.DampedRest] = ytd + (lastRest * Math.Sqrt(growth));
        values[(int)Candidate.GroupGrowth] = ytd + (lastRest * near.Growth(y, k));
        values[(int)Candidate.Smoothing] = ytd + _smoothing[y][Math.Min(k, 11)];
        values[(int)Candidate.Theta] = ytd + _theta[y][Math.Min(k, 11)];
    }

    private void Carry(double[] values, double ytd, int k, int[] years, int y)
    {
        var rest = years.Sum(past => Sum(history.Past(past).AsSpan(k)));
        double Carried(GroupSums group) => ytd + (rest / years.Sum(group.Index) * group.Index(y - 1) * group.Growth(y, k));
        values[(int)Candidate.CarriedWide] = Carried(history.Wide);
        values[(int)Candidate.CarriedNear] = Carried(near);
    }

    /// <summary>The last six known months against the same months a year before, drawn to 1 by a month's weight, 0.2 to 5.</summary>
    private static double Growth(ReadOnlySpan<double> months, double[][] usable, double month)
    {
        double now = 0, before = 0;
        for (var back = 1; back <= 6; back++)
        {
            var m = months.Length - back;
            if (m < 0 && usable.Length < 2)
                break;
            now += m >= 0 ? months[m] : usable[0][m + 12];
            before += m >= 0 ? usable[0][m] : usable[1][m + 12];
        }

        return now + before + month > 0 ? Math.Clamp((now + month) / (before + month), 0.2, 5) : 1;
    }
}

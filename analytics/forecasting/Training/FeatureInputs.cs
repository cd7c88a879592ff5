using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Training;

/// <summary>What the features of one row are computed from; what several need is computed once.</summary>
internal sealed class FeatureInputs
{
    private const int LongHistory = 6;
    private const int ShortHistory = 3;
    private const int RecentMonths = 24;
    private const int TimelineMonths = 48;

    /// <param name="row">The row without its features.</param>
    /// <param name="earlier">The rows of the same month one, two and three years before; null where there is no such year.</param>
    /// <param name="history">The node's years.</param>
    /// <param name="groups">Its groups, see <see cref="PanelGroups"/>.</param>
    /// <param name="months">The filled months of the year.</param>
    public FeatureInputs(TrainingRow row, TrainingRow?[] earlier, NodeHistory history, GroupSums[] groups, double[] months)
    {
        Row = row;
        Earlier = earlier;
        Groups = groups;
        YearIndex = row.Year - row.Node.FirstYear;
        Shares = history.Shares(YearIndex);
        PastYears = [.. history.UsableBefore(YearIndex, LongHistory).Select(index => history.Past(index)!)];
        RecentYears = [.. history.UsableBefore(YearIndex, ShortHistory).Select(index => history.Past(index)!)];
        PastTotals = [.. PastYears.Select(year => year.Sum())];
        UsualTotal = PastTotals.Length > 0 ? PastTotals.Average() : months.Sum();
        SharesSoFar = [.. PastYears.Where(year => year.Sum() > 0).Select(year => Sum(year, 0, row.K) / year.Sum())];
        Recent = LastMonths(PastYears, months, RecentMonths);
        Timeline = LastMonths(RecentYears, months, TimelineMonths);
        CandidateLogs = [.. row.Candidates.Select(candidate => row.ScaledLog(candidate))];
    }

    public TrainingRow Row { get; }

    public TrainingRow?[] Earlier { get; }

    public GroupSums[] Groups { get; }

    /// <summary>The row's year, counted from the panel's first.</summary>
    public int YearIndex { get; }

    /// <summary>Months known.</summary>
    public int K => Row.K;

    /// <summary>The share of each month in a year, own and of the group.</summary>
    public double[] Shares { get; }

    /// <summary>Up to six usable years before, newest first.</summary>
    public double[][] PastYears { get; }

    /// <summary>Up to three of them.</summary>
    public double[][] RecentYears { get; }

    public double[] PastTotals { get; }

    /// <summary>The mean of the past totals; what is known of this year where there is none.</summary>
    public double UsualTotal { get; }

    /// <summary>The mean month of it.</summary>
    public double UsualMonth => UsualTotal / 12;

    /// <summary>What share of its total each past year had brought by now.</summary>
    public double[] SharesSoFar { get; }

    /// <summary>The last 24 months known, oldest first.</summary>
    public double[] Recent { get; }

    /// <summary>The last 48 months known of this year and three before, oldest first.</summary>
    public double[] Timeline { get; }

    /// <summary>The candidates as scaled logs over the row's base.</summary>
    public double[] CandidateLogs { get; }

    /// <summary>The newest usable year before; null without one.</summary>
    public double[]? LastYear => PastYears.Length > 0 ? PastYears[0] : null;

    /// <summary>The sum of some months of a year.</summary>
    public static double Sum(double[] year, int from, int to) => CandidateForecasts.Sum(year.AsSpan(from, to - from));

    /// <summary>The population standard deviation; 0 of fewer than two values.</summary>
    public static double Deviation(double[] values) => Quantiles.Deviation(values, ofFew: 0);

    /// <summary>The last months, oldest first, across the turn of years.</summary>
    private static double[] LastMonths(double[][] years, double[] months, int most)
    {
        var newestFirst = new double[most];
        var count = 0;
        for (var month = months.Length - 1; month >= 0 && count < most; month--)
        {
            if (double.IsFinite(months[month]))
                newestFirst[count++] = months[month];
        }

        foreach (var year in years)
        {
            for (var month = 11; month >= 0 && count < most; month--)
                newestFirst[count++] = year[month];
        }

        Array.Reverse(newestFirst, 0, count);
        return count == most ? newestFirst : newestFirst[..count];
    }
}

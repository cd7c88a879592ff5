using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasting.Panel;

/// <summary>
/// A leaf or a parent with its values by year. NaN stands for unknown. A month of a parent in which some leaves are
/// silent is raised by what the silent leaves had in that month a year before, so that silence does not look like a fall.
/// </summary>
internal sealed class PanelNode
{
    private const int PastYears = 3;
    private const double MostFromOthers = 1.0 / 3;

    private readonly bool[] _steady;

    private PanelNode(int index, string name, string indicator, int level, SeriesKind kind, int firstYear, double[][] years, double[][] reported, int[] leaves, bool[] steady)
    {
        Index = index;
        Name = name;
        Indicator = indicator;
        Level = level;
        Kind = kind;
        FirstYear = firstYear;
        Years = years;
        Reported = reported;
        Leaves = leaves;
        _steady = steady;
    }

    /// <summary>Position among the leaves, or number of leaves plus position among the parents.</summary>
    public int Index { get; }

    public string Name { get; }

    public string Indicator { get; }

    /// <summary>0 at the top.</summary>
    public int Level { get; }

    public SeriesKind Kind { get; }

    public int FirstYear { get; }

    /// <summary>[year][month] values, NaN where unknown.</summary>
    public double[][] Years { get; }

    /// <summary>[year][month] sums of what was reported, without any raise; equal to <see cref="Years"/> for a leaf.</summary>
    public double[][] Reported { get; }

    /// <summary>The leaves below (indexes); itself for a leaf.</summary>
    public int[] Leaves { get; }

    public bool IsLeaf => ReferenceEquals(Years, Reported);

    /// <summary>
    /// Whether a parent consists of what it consisted of in the three years before: two thirds of their sum are of leaves
    /// known in each of them. Where large leaves came or went, the parent's past tells little of its future.
    /// </summary>
    public bool HasSameLeaves(int year) => _steady[year - FirstYear];

    public double[] Year(int year) => Years[year - FirstYear];

    /// <summary>Whether all twelve months have a value.</summary>
    public bool IsComplete(int year)
    {
        var index = year - FirstYear;
        return index >= 0 && index < Years.Length && Reported[index].All(double.IsFinite);
    }

    /// <summary>The reported sum of a year; NaN where a month is unknown.</summary>
    public double Total(int year) => IsComplete(year) ? Kind == SeriesKind.Flow ? Reported[year - FirstYear].Sum() : Reported[year - FirstYear][11] : double.NaN;

    /// <summary>What is reported in the first <paramref name="months"/> of a year.</summary>
    public double ReportedToDate(int year, int months)
    {
        var index = year - FirstYear;
        var sum = 0.0;
        for (var month = 0; index >= 0 && index < Reported.Length && month < months; month++)
            sum += double.IsFinite(Reported[index][month]) ? Reported[index][month] : 0;
        return sum;
    }

    public static PanelNode Leaf(int index, PanelSeries series, int level, int firstYear, int lastYear)
    {
        var years = new double[lastYear - firstYear + 1][];
        for (var y = 0; y < years.Length; y++)
        {
            years[y] = new double[12];
            for (var m = 0; m < 12; m++)
            {
                var value = series.Values[new Month(firstYear + y, m + 1)];
                if (series.Kind == SeriesKind.Level && value > 1)
                    throw new ArgumentException($"Series {series.Id} is a level and lies above 1.", nameof(series));
                years[y][m] = value ?? double.NaN;
            }
        }

        return new PanelNode(index, series.Id, series.Indicator, level, series.Kind, firstYear, years, years, [index], []);
    }

    /// <summary>One node a prefix of labels and indicator of the flows, top first and then by name.</summary>
    public static IEnumerable<PanelNode> ParentsOf(PanelNode[] leaves, IReadOnlyList<PanelSeries> series, int firstYear, int lastYear)
    {
        YearSum[][] sums = [.. leaves.Select(leaf => leaf.Years.Select(YearSum.Of).ToArray())];
        return leaves.Where(leaf => leaf.Kind == SeriesKind.Flow)
            .SelectMany(leaf => Enumerable.Range(1, series[leaf.Index].Labels.Count)
                .Select(depth => (Level: depth - 1, Name: ForecastPanel.NodeName(series[leaf.Index].Labels.Take(depth)), leaf.Indicator, leaf.Index)))
            .GroupBy(row => (row.Level, row.Name, row.Indicator))
            .OrderBy(group => group.Key.Level).ThenBy(group => group.Key.Name, StringComparer.Ordinal).ThenBy(group => group.Key.Indicator, StringComparer.Ordinal)
            .Select((group, position) => Parent(leaves.Length + position, group.Key.Name, group.Key.Indicator, group.Key.Level, firstYear, lastYear, leaves, [.. group.Select(row => row.Index)], sums));
    }

    private static PanelNode Parent(int index, string name, string indicator, int level, int firstYear, int lastYear, PanelNode[] all, int[] leaves, YearSum[][] sums)
    {
        var years = new double[lastYear - firstYear + 1][];
        var reported = new double[years.Length][];
        for (var y = 0; y < years.Length; y++)
        {
            years[y] = new double[12];
            reported[y] = new double[12];
            for (var m = 0; m < 12; m++)
            {
                double sum = 0, before = 0, silent = 0;
                var known = 0;
                foreach (var leaf in leaves)
                {
                    var value = all[leaf].Years[y][m];
                    var last = y > 0 ? all[leaf].Years[y - 1][m] : double.NaN;
                    if (double.IsFinite(value))
                    {
                        sum += value;
                        known++;
                        before += double.IsFinite(last) ? last : 0;
                    }
                    else
                    {
                        silent += double.IsFinite(last) ? last : 0;
                    }
                }

                reported[y][m] = known > 0 ? sum : double.NaN;
                years[y][m] = known == 0 ? double.NaN : before > 0 ? sum * (before + silent) / before : sum + silent;
            }
        }

        return new PanelNode(index, name, indicator, level, SeriesKind.Flow, firstYear, years, reported, leaves, [.. years.Select((_, y) => StaysTheSame(y, reported, leaves, sums))]);
    }

    private static bool StaysTheSame(int y, double[][] reported, int[] leaves, YearSum[][] sums)
    {
        double whole = 0, stayed = 0;
        int[] past = [.. Enumerable.Range(Math.Max(0, y - PastYears), Math.Min(y, PastYears)).Where(year => reported[year].Count(double.IsFinite) >= NodeHistory.LeastMonths)];
        foreach (var leaf in leaves)
        {
            var (sum, stays) = (0.0, true);
            foreach (var year in past)
            {
                sum += sums[leaf][year].Known;
                stays &= sums[leaf][year].Months >= NodeHistory.LeastMonths;
            }

            whole += sum;
            stayed += stays ? sum : 0;
        }

        return whole - stayed <= MostFromOthers * whole;
    }

    /// <summary>The sum of a year's known months, and how many they are.</summary>
    private readonly record struct YearSum(double Known, int Months)
    {
        public static YearSum Of(double[] year)
        {
            var sum = default(YearSum);
            foreach (var month in year)
                sum = double.IsFinite(month) ? new YearSum(sum.Known + month, sum.Months + 1) : sum;
            return sum;
        }
    }
}

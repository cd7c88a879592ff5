namespace YouthFunctions.Forecasting.Panel;

/// <summary>Builds the parents of a panel: one node for each prefix of labels and indicator of the flows.</summary>
internal sealed class ParentNodes
{
    private const int PastYears = 3;

    // Leaves that were not known in each of the past years may hold a third of the parent's past sum: where more came or went, the
    // parent's own past tells little of its future. A round figure, chosen by hand; see docs/forecast-accuracy.md, "Sums".
    private const double LargestChangedShare = 1.0 / 3;

    private readonly PanelNode[] _leaves;
    private readonly KnownSum[][] _sums;
    private readonly int _firstYear;
    private readonly int _years;

    private ParentNodes(PanelNode[] leaves, int firstYear, int lastYear)
    {
        _leaves = leaves;
        _firstYear = firstYear;
        _years = lastYear - firstYear + 1;
        _sums = [.. leaves.Select(leaf => leaf.Years.Select(KnownSum.Create).ToArray())];
    }

    /// <summary>The parents, top first and then by name.</summary>
    public static IEnumerable<PanelNode> Create(PanelNode[] leaves, IReadOnlyList<PanelSeries> series, int firstYear, int lastYear)
    {
        var builder = new ParentNodes(leaves, firstYear, lastYear);
        return leaves.Where(leaf => leaf.Kind == SeriesKind.Flow)
            .SelectMany(leaf => Enumerable.Range(1, series[leaf.Index].Labels.Count).Select(depth => (
                Level: depth - 1, Name: ForecastPanel.NodeName(series[leaf.Index].Labels.Take(depth)), leaf.Indicator, leaf.Index)))
            .GroupBy(prefix => (prefix.Level, prefix.Name, prefix.Indicator))
            .OrderBy(group => group.Key.Level)
            .ThenBy(group => group.Key.Name, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Indicator, StringComparer.Ordinal)
            .Select((group, position) => builder.Parent(
                leaves.Length + position, group.Key.Name, group.Key.Indicator, group.Key.Level, [.. group.Select(prefix => prefix.Index)]));
    }

    private PanelNode Parent(int index, string name, string indicator, int level, int[] leaves)
    {
        var years = new double[_years][];
        var reported = new double[_years][];
        for (var year = 0; year < _years; year++)
        {
            years[year] = new double[12];
            reported[year] = new double[12];
            for (var month = 0; month < 12; month++)
                (years[year][month], reported[year][month]) = SumOfMonth(leaves, year, month);
        }

        return new PanelNode
        {
            Index = index,
            Name = name,
            Indicator = indicator,
            Level = level,
            Kind = SeriesKind.Flow,
            FirstYear = _firstYear,
            Years = years,
            Reported = reported,
            Leaves = leaves,
            SameLeaves = [.. years.Select((_, year) => HasSameLeaves(year, reported, leaves))],
        };
    }

    /// <summary>A month of a parent, raised for silent leaves, and as reported; both NaN where every leaf is silent.</summary>
    private (double Value, double Reported) SumOfMonth(int[] leaves, int year, int month)
    {
        double sum = 0, before = 0, silent = 0;
        var known = 0;
        foreach (var leaf in leaves)
        {
            var value = _leaves[leaf].Years[year][month];
            var lastYear = year > 0 ? _leaves[leaf].Years[year - 1][month] : double.NaN;
            if (double.IsFinite(value))
            {
                sum += value;
                known++;
                before += double.IsFinite(lastYear) ? lastYear : 0;
            }
            else
            {
                silent += double.IsFinite(lastYear) ? lastYear : 0;
            }
        }

        return known == 0
            ? (double.NaN, double.NaN)
            : (before > 0 ? sum * (before + silent) / before : sum + silent, sum);
    }

    /// <summary>Whether at least two thirds of the sum of the past years are of leaves known in each of them.</summary>
    private bool HasSameLeaves(int y, double[][] reported, int[] leaves)
    {
        double whole = 0, stayed = 0;
        int[] past = [.. Enumerable.Range(Math.Max(0, y - PastYears), Math.Min(y, PastYears))
            .Where(year => reported[year].Count(double.IsFinite) >= NodeHistory.LeastMonths)];
        foreach (var leaf in leaves)
        {
            var (sum, stays) = (0.0, true);
            foreach (var year in past)
            {
                sum += _sums[leaf][year].Sum;
                stays &= _sums[leaf][year].Months >= NodeHistory.LeastMonths;
            }

            whole += sum;
            stayed += stays ? sum : 0;
        }

        return whole - stayed <= LargestChangedShare * whole;
    }

    /// <summary>The sum of a year's known months, and how many they are.</summary>
    private readonly record struct KnownSum(double Sum, int Months)
    {
        public static KnownSum Create(double[] year)
        {
            var known = default(KnownSum);
            foreach (var month in year)
                known = double.IsFinite(month) ? new KnownSum(known.Sum + month, known.Months + 1) : known;
            return known;
        }
    }
}

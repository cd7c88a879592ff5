using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasting.Panel;

/// <summary>
/// A leaf or a parent with its values by year. NaN stands for unknown. A month of a parent in which some leaves are
/// silent is raised by what the silent leaves had in that month a year before, so that silence does not look like a fall.
/// </summary>
internal sealed class PanelNode
{
    private bool? _isCount;
    private (double Sum, int Months)[]? _knownSums;

    /// <summary>Position among the leaves, or number of leaves plus position among the parents.</summary>
    public required int Index { get; init; }

    public required string Name { get; init; }

    public required string Indicator { get; init; }

    /// <summary>0 at the top.</summary>
    public required int Level { get; init; }

    public required SeriesKind Kind { get; init; }

    public required int FirstYear { get; init; }

    /// <summary>[year][month] values, NaN where unknown.</summary>
    public required double[][] Years { get; init; }

    /// <summary>[year][month] sums of what was reported, without any raise; equal to <see cref="Years"/> for a leaf.</summary>
    public required double[][] Reported { get; init; }

    /// <summary>The leaves below (indexes); itself for a leaf, none where they are in several parts of a panel.</summary>
    public required int[] Leaves { get; init; }

    /// <summary>How many leaves it has; 1 for a leaf.</summary>
    public required int LeafCount { get; init; }

    /// <summary>By year, for a parent: whether it consists of what it consisted of before. Empty for a leaf.</summary>
    public required bool[] SameLeaves { get; init; }

    public bool IsLeaf => ReferenceEquals(Years, Reported);

    /// <summary>Whether everything reported is a whole number.</summary>
    public bool IsCount => _isCount ??=
        Array.TrueForAll(Reported, year => Array.TrueForAll(year, value => !double.IsFinite(value) || value % 1 == 0));

    /// <summary>Whether a parent consists, in a year, of what it consisted of in the years before.</summary>
    public bool HasSameLeaves(int year) => SameLeaves[year - FirstYear];

    /// <summary>By year: the sum of the known months, and how many they are.</summary>
    public (double Sum, int Months)[] KnownSums => _knownSums ??= [.. Years.Select(KnownSum)];

    public double[] Year(int year) => Years[year - FirstYear];

    /// <summary>Whether all twelve months have a value.</summary>
    public bool IsComplete(int year)
    {
        var index = year - FirstYear;
        return index >= 0 && index < Years.Length && Reported[index].All(double.IsFinite);
    }

    /// <summary>The reported year-end value of a year: the sum of a flow, December of a level; NaN where a month is unknown.</summary>
    public double Total(int year) => !IsComplete(year) ? double.NaN
        : Kind == SeriesKind.Flow ? Reported[year - FirstYear].Sum()
        : Reported[year - FirstYear][11];

    /// <summary>What is reported in the first <paramref name="months"/> of a year.</summary>
    public double ReportedToDate(int year, int months)
    {
        var index = year - FirstYear;
        var sum = 0.0;
        for (var month = 0; index >= 0 && index < Reported.Length && month < months; month++)
            sum += double.IsFinite(Reported[index][month]) ? Reported[index][month] : 0;
        return sum;
    }

    /// <exception cref="ArgumentException">A level lies above 1.</exception>
    public static PanelNode CreateLeaf(int index, PanelSeries series, int level, int firstYear, int lastYear)
    {
        var years = new double[lastYear - firstYear + 1][];
        for (var year = 0; year < years.Length; year++)
        {
            years[year] = new double[12];
            for (var month = 0; month < 12; month++)
            {
                var value = series.Values[new Month(firstYear + year, month + 1)];
                if (series.Kind == SeriesKind.Level && value > 1)
                    throw new ArgumentException($"Series {series.Id} is a level and lies above 1.", nameof(series));
                years[year][month] = value ?? double.NaN;
            }
        }

        return new PanelNode
        {
            Index = index,
            Name = series.Id,
            Indicator = series.Indicator,
            Level = level,
            Kind = series.Kind,
            FirstYear = firstYear,
            Years = years,
            Reported = years,
            Leaves = [index],
            LeafCount = 1,
            SameLeaves = [],
        };
    }

    /// <param name="index">Its place.</param>
    /// <param name="name">Its labels.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="level">0 at the top.</param>
    /// <param name="firstYear">The year that the months begin with.</param>
    /// <param name="months">What its leaves sum to.</param>
    /// <param name="leaves">Those of them that are here.</param>
    /// <param name="sameLeaves">By year: whether it consists of what it consisted of before.</param>
    public static PanelNode CreateParent(
        int index, string name, string indicator, int level, int firstYear, ParentMonths months, int[] leaves, bool[] sameLeaves) => new()
        {
            Index = index,
            Name = name,
            Indicator = indicator,
            Level = level,
            Kind = SeriesKind.Flow,
            FirstYear = firstYear,
            Years = months.Raised(),
            Reported = months.Reported(),
            Leaves = leaves,
            LeafCount = months.Leaves,
            SameLeaves = sameLeaves,
        };

    private static (double Sum, int Months) KnownSum(double[] year)
    {
        var (sum, months) = (0.0, 0);
        foreach (var month in year)
            (sum, months) = double.IsFinite(month) ? (sum + month, months + 1) : (sum, months);
        return (sum, months);
    }
}

using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Panel;

/// <summary>What a parent's leaves sum to, month by month from a first year on: numbers that add up, so that a parent whose leaves are in
/// several parts of a panel can be summed part by part.</summary>
/// <param name="Leaves">How many leaves.</param>
/// <param name="Sum">By month: what was reported.</param>
/// <param name="Before">By month: what the leaves that reported had a year before.</param>
/// <param name="Silent">By month: what the silent leaves had a year before.</param>
/// <param name="Known">By month: how many leaves reported.</param>
internal sealed record ParentMonths(int Leaves, double[] Sum, double[] Before, double[] Silent, double[] Known)
{
    /// <summary>Sums leaves.</summary>
    public static ParentMonths Create(IReadOnlyList<PanelNode> leaves, int years)
    {
        var months = new ParentMonths(
            leaves.Count, new double[years * 12], new double[years * 12], new double[years * 12], new double[years * 12]);
        for (var month = 0; month < years * 12; month++)
        {
            foreach (var leaf in leaves)
                months.Add(leaf, month);
        }

        return months;
    }

    /// <summary>These leaves and others together; both begin with the same year.</summary>
    public ParentMonths Plus(ParentMonths other) => new(
        Leaves + other.Leaves, MonthSums.Add(Sum, other.Sum), MonthSums.Add(Before, other.Before), MonthSums.Add(Silent, other.Silent),
        MonthSums.Add(Known, other.Known));

    /// <summary>The same, counted from some years earlier.</summary>
    public ParentMonths From(int yearsEarlier) => new(
        Leaves, MonthSums.From(Sum, yearsEarlier), MonthSums.From(Before, yearsEarlier), MonthSums.From(Silent, yearsEarlier),
        MonthSums.From(Known, yearsEarlier));

    /// <summary>Writes the sums.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Leaves);
        foreach (var months in (double[][])[Sum, Before, Silent, Known])
            writer.WriteDoubles(months);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ParentMonths Read(BinaryReader reader) => new(
        reader.ReadInt32(), reader.ReadDoubles(), reader.ReadDoubles(), reader.ReadDoubles(), reader.ReadDoubles());

    /// <summary>[year][month] sums of what was reported; NaN where every leaf is silent.</summary>
    public double[][] Reported() => Years(month => Sum[month]);

    /// <summary>[year][month] the same, raised by what the silent leaves had a year before.</summary>
    public double[][] Raised() => Years(month => Before[month] > 0
        ? Sum[month] * (Before[month] + Silent[month]) / Before[month]
        : Sum[month] + Silent[month]);

    private double[][] Years(Func<int, double> value) =>
    [
        .. Enumerable.Range(0, Sum.Length / 12).Select(year => Enumerable.Range(year * 12, 12)
            .Select(month => Known[month] == 0 ? double.NaN : value(month)).ToArray()),
    ];

    private void Add(PanelNode leaf, int month)
    {
        var value = leaf.Years[month / 12][month % 12];
        var lastYear = month < 12 ? double.NaN : leaf.Years[(month / 12) - 1][month % 12];
        var before = double.IsFinite(lastYear) ? lastYear : 0;
        if (!double.IsFinite(value))
        {
            Silent[month] += before;
            return;
        }

        Sum[month] += value;
        Known[month]++;
        Before[month] += before;
    }
}

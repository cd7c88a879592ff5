using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Panel;

/// <summary>
/// What the members of a group sum to, month by month from a first year on: numbers that add up, so that the parts of a panel can be
/// summed apart.
/// </summary>
/// <param name="Size">How many members.</param>
/// <param name="Now">By month: of the members whose month is known in this year and the one before.</param>
/// <param name="Before">By month: what the same members had a year before.</param>
/// <param name="Complete">By month: of the members of which the whole year is known.</param>
internal sealed record GroupMonths(int Size, double[] Now, double[] Before, double[] Complete)
{
    /// <summary>Sums members over the years of a panel.</summary>
    public static GroupMonths Create(IReadOnlyList<PanelNode> leaves, int years, bool relative)
    {
        var months = new GroupMonths(leaves.Count, new double[years * 12], new double[years * 12], new double[years * 12]);
        foreach (var leaf in leaves)
        {
            for (var year = 0; year < years; year++)
                months.Add(leaf, year, relative);
        }

        return months;
    }

    /// <summary>This and another group together; both begin with the same year.</summary>
    public GroupMonths Plus(GroupMonths other) => new(
        Size + other.Size, MonthSums.Add(Now, other.Now), MonthSums.Add(Before, other.Before), MonthSums.Add(Complete, other.Complete));

    /// <summary>The same, counted from some years earlier.</summary>
    public GroupMonths From(int yearsEarlier) => new(
        Size, MonthSums.From(Now, yearsEarlier), MonthSums.From(Before, yearsEarlier), MonthSums.From(Complete, yearsEarlier));

    /// <summary>Writes the sums.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Size);
        foreach (var months in (double[][])[Now, Before, Complete])
            writer.WriteDoubles(months);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static GroupMonths Read(BinaryReader reader) => new(
        reader.ReadInt32(), reader.ReadDoubles(), reader.ReadDoubles(), reader.ReadDoubles());

    private void Add(PanelNode leaf, int year, bool relative)
    {
        var now = leaf.Years[year];
        var last = year > 0 ? leaf.Years[year - 1] : null;
        var unit = relative ? last is null ? 0 : last.Where(double.IsFinite).Sum() : 1;
        if (unit <= 0)
            return;
        var complete = now.All(double.IsFinite);
        for (var month = 0; month < 12; month++)
        {
            if (complete)
                Complete[(year * 12) + month] += now[month] / unit;
            if (last is null || !double.IsFinite(now[month]) || !double.IsFinite(last[month]))
                continue;
            Now[(year * 12) + month] += now[month] / unit;
            Before[(year * 12) + month] += last[month] / unit;
        }
    }
}

using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Panel;

/// <summary>What the leaves below a first label sum to, as far as they are in some parts of a panel.</summary>
/// <param name="Months">Their months.</param>
/// <param name="Stayed">By the years of the past that count, as bits (<see cref="StayedLeaves.PastOf"/>): how much of it is of leaves
/// that stayed. Which years count is only known when all parts are summed.</param>
internal sealed record RoofTotals(ParentMonths Months, StayedLeaves[] Stayed)
{
    /// <summary>Sums leaves.</summary>
    public static RoofTotals Create(PanelNode[] leaves, int years, int forecastYear) => new(
        ParentMonths.Create(leaves, years),
        [.. Enumerable.Range(0, 1 << StayedLeaves.PastYears).Select(past => StayedLeaves.Create(leaves, forecastYear, past))]);

    /// <summary>These leaves and others together.</summary>
    public RoofTotals Plus(RoofTotals other) => new(
        Months.Plus(other.Months), [.. Stayed.Zip(other.Stayed, (first, second) => first.Plus(second))]);

    /// <summary>The same, counted from some years earlier.</summary>
    public RoofTotals From(int yearsEarlier) => this with { Months = Months.From(yearsEarlier) };

    /// <summary>The node; it tells of the forecast year alone whether it consists of what it consisted of before.</summary>
    public PanelNode ToNode(string label, string indicator, PanelTotals whole)
    {
        var reported = Months.Reported();
        var year = whole.ForecastYear - whole.FirstYear;
        var sameLeaves = new bool[reported.Length];
        if (year >= 0 && year < sameLeaves.Length)
            sameLeaves[year] = Stayed[StayedLeaves.PastOf(reported, year)].AreMost;
        return PanelNode.CreateParent(-1, label, indicator, 0, whole.FirstYear, Months, [], sameLeaves);
    }

    /// <summary>Writes the sums.</summary>
    public void Write(BinaryWriter writer)
    {
        Months.Write(writer);
        writer.WriteDoubles([.. Stayed.SelectMany(leaves => new[] { leaves.Whole, leaves.Stayed })]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RoofTotals Read(BinaryReader reader) => new(
        ParentMonths.Read(reader), [.. reader.ReadDoubles().Chunk(2).Select(pair => new StayedLeaves(pair[0], pair[1]))]);
}

namespace YouthFunctions.Forecasting.Panel;

/// <summary>How much of a parent's past is of leaves that were known in each of the past years. Adds up over leaves.</summary>
/// <param name="Whole">The sum of the past years.</param>
/// <param name="Stayed">The part of it that is of leaves known in each.</param>
internal readonly record struct StayedLeaves(double Whole, double Stayed)
{
    /// <summary>How many years back count as the past.</summary>
    public const int PastYears = 3;

    // Leaves that were not known in each of the past years may hold a third of the parent's past sum: where more came or went, the
    // parent's own past tells little of its future. A round figure, chosen by hand; see docs/forecast-accuracy.md, "Sums".
    private const double LargestChangedShare = 1.0 / 3;

    /// <summary>Whether at least two thirds of the sum of the past years are of leaves known in each of them.</summary>
    public bool AreMost => Whole - Stayed <= LargestChangedShare * Whole;

    /// <summary>These leaves and others together.</summary>
    public StayedLeaves Plus(StayedLeaves other) => new(Whole + other.Whole, Stayed + other.Stayed);

    /// <summary>Which of the years before a year (index) a parent has reported, as bits: the lowest for the year right before.</summary>
    public static int PastOf(double[][] reported, int year)
    {
        var past = 0;
        for (var back = 1; back <= PastYears && back <= year; back++)
            past |= reported[year - back].Count(double.IsFinite) >= NodeHistory.LeastMonths ? 1 << (back - 1) : 0;
        return past;
    }

    /// <summary>Sums leaves over the years before a year (index) that <paramref name="past"/> names.</summary>
    public static StayedLeaves Create(IEnumerable<PanelNode> leaves, int year, int past)
    {
        double whole = 0, stayed = 0;
        foreach (var leaf in leaves)
        {
            var (sum, stays) = (0.0, true);
            for (var back = PastYears; back > 0; back--)
            {
                if ((past & (1 << (back - 1))) == 0)
                    continue;
                // A part of a panel may begin later than the whole: its leaves were not known before.
                var (amount, months) = leaf.KnownSums.ElementAtOrDefault(year - back);
                sum += amount;
                stays &= months >= NodeHistory.LeastMonths;
            }

            whole += sum;
            stayed += stays ? sum : 0;
        }

        return new StayedLeaves(whole, stayed);
    }
}

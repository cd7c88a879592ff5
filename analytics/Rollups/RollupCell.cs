using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>
/// One indicator of one unit in one month, with everything below it. Cells add up: the sum of the cells of disjoint
/// parts is the cell of the whole (a commutative monoid with <see cref="Empty"/> as zero).
/// </summary>
/// <param name="Amount">What the month brought (flows) or where it stood (ratios), by those who reported it.</param>
/// <param name="YearToDate">From January to this month; a unit that is silent this month counts with what it last said.</param>
/// <param name="Expected">How many units are expected to report the indicator in the month.</param>
/// <param name="Reported">How many of all units did, expected or not.</param>
/// <param name="OnTime">How many did by the due day.</param>
public readonly record struct RollupCell(Measure Amount, Measure YearToDate, int Expected, int Reported, int OnTime)
{
    private readonly DoubtedPart? _doubted;

    /// <summary>
    /// How many silent months before this one the amount also stands for, because it was said as a year-to-date figure;
    /// of parts together the most.
    /// </summary>
    public int SilentMonthsCaughtUp { get; init; }

    /// <summary>The part of <see cref="Amount"/> that is doubted and awaits confirmation; unknown for none.</summary>
    public Measure Doubted
    {
        get => _doubted?.Amount ?? Measure.Unknown;
        init => _doubted = DoubtedPart.Create(value, DoubtedToDate, DoubtedValues);
    }

    /// <summary>The part of <see cref="YearToDate"/> that does.</summary>
    public Measure DoubtedToDate
    {
        get => _doubted?.ToDate ?? Measure.Unknown;
        init => _doubted = DoubtedPart.Create(Doubted, value, DoubtedValues);
    }

    /// <summary>How many values make up <see cref="Doubted"/>.</summary>
    public int DoubtedValues
    {
        get => _doubted?.Values ?? 0;
        init => _doubted = DoubtedPart.Create(Doubted, DoubtedToDate, value);
    }

    /// <summary><see cref="Amount"/> without what is doubted; unknown where nothing else is known.</summary>
    public Measure SureAmount => Amount.Without(Doubted);

    /// <summary><see cref="YearToDate"/> without what is doubted; unknown where nothing else is known.</summary>
    public Measure SureToDate => YearToDate.Without(DoubtedToDate);

    /// <summary>Nothing expected, nothing known.</summary>
    public static RollupCell Empty => default;

    /// <summary>The cell of two disjoint parts together.</summary>
    public static RollupCell operator +(RollupCell left, RollupCell right) => new(
        left.Amount + right.Amount, left.YearToDate + right.YearToDate,
        left.Expected + right.Expected, left.Reported + right.Reported, left.OnTime + right.OnTime)
    {
        SilentMonthsCaughtUp = Math.Max(left.SilentMonthsCaughtUp, right.SilentMonthsCaughtUp),
        Doubted = left.Doubted + right.Doubted,
        DoubtedToDate = left.DoubtedToDate + right.DoubtedToDate,
        DoubtedValues = left.DoubtedValues + right.DoubtedValues,
    };

    /// <inheritdoc cref="op_Addition"/>
    public static RollupCell Add(RollupCell left, RollupCell right) => left + right;
}

namespace YouthFunctions.Analytics.Doubts;

/// <summary>
/// Whether a month's ratio is out of proportion: its denominator to the unit's own (a membership moves little), or without
/// any to the population or the siblings; its numerator, only where the months before leave no doubt what is usual, since
/// a share may rise from nothing to all in one good month. Thresholds as in <see cref="FlowRule"/>.
/// </summary>
public static class RatioRule
{
    /// <summary>So many times the largest denominator known, or the smallest divided by it, are doubted.</summary>
    internal const decimal DenominatorFactor = 4;

    /// <summary>Without history, a denominator above so many times all people there is doubted.</summary>
    internal const decimal PopulationFactor = 2;

    /// <summary>Without history, so many times the siblings' largest denominator are doubted.</summary>
    internal const decimal SiblingFactor = 8;

    /// <summary>A level's numerator that falls to less than the last one divided by this is doubted.</summary>
    internal const decimal FallFactor = 8;

    /// <summary>So many times the largest numerator are doubted where at least <see cref="SteadyMonths"/> lay within
    /// <see cref="SteadyRange"/> of each other.</summary>
    internal const decimal RiseFactor = 4;

    /// <summary>See <see cref="RiseFactor"/>.</summary>
    internal const int SteadyMonths = 4;

    /// <summary>See <see cref="RiseFactor"/>.</summary>
    internal const decimal SteadyRange = 2;

    /// <summary>Parts up to this are never doubted.</summary>
    public const decimal SmallPart = 100;

    private const int HistoryMonths = 2;

    /// <summary>The doubt about a ratio; null for none.</summary>
    public static Doubt? Find(RatioParts ratio, RatioEvidence evidence)
    {
        if (ratio.Numerator > ratio.Denominator)
            return new Doubt(DoubtReason.PartsExchanged, 0, ratio.Denominator);
        RatioParts[] known = [.. evidence.ThisYear.Where((_, index) => index != evidence.Month - 1).OfType<RatioParts>()];
        RatioParts[] all = [.. known, .. evidence.LastYear.OfType<RatioParts>()];
        return all.Length < HistoryMonths ? WithoutHistory(ratio.Denominator, evidence)
            : evidence.IsLevel ? OfDenominator(ratio.Denominator, all) ?? OfNumerator(ratio.Numerator, known, evidence)
            : OfSum(ratio.Denominator, evidence);
    }

    private static Doubt? WithoutHistory(decimal denominator, RatioEvidence evidence)
    {
        if (denominator < SmallPart)
            return null;
        if (evidence.Population is { } people && denominator > PopulationFactor * people)
            return new Doubt(DoubtReason.Population, 0, Math.Floor(PopulationFactor * people)) { IsOfDenominator = true };
        return evidence.SiblingDenominator is { } largest && denominator > SiblingFactor * Math.Max(largest, SmallPart)
            ? new Doubt(DoubtReason.Siblings, 0, Math.Floor(SiblingFactor * Math.Max(largest, SmallPart))) { IsOfDenominator = true }
            : null;
    }

    private static Doubt? OfDenominator(decimal denominator, RatioParts[] known)
    {
        var (least, most) = (known.Min(parts => parts.Denominator), known.Max(parts => parts.Denominator));
        var isFar = denominator > DenominatorFactor * most || denominator * DenominatorFactor < least;
        if (!isFar || Math.Max(denominator, most) < SmallPart)
            return null;
        return new Doubt(DoubtReason.History, Math.Ceiling(least / DenominatorFactor), Math.Floor(DenominatorFactor * most))
        {
            IsOfDenominator = true,
        };
    }

    private static Doubt? OfNumerator(decimal numerator, RatioParts[] known, RatioEvidence evidence)
    {
        var last = evidence.ThisYear.Take(evidence.Month - 1).OfType<RatioParts>().LastOrDefault().Numerator;
        if (last >= SmallPart && numerator * FallFactor < last)
            return new Doubt(DoubtReason.History, Math.Ceiling(last / FallFactor), null);
        if (known.Length < SteadyMonths)
            return null;
        var (least, most) = (known.Min(parts => parts.Numerator), known.Max(parts => parts.Numerator));
        return numerator >= SmallPart && least > 0 && most <= SteadyRange * least && numerator > RiseFactor * most
            ? new Doubt(DoubtReason.History, 0, Math.Floor(RiseFactor * most))
            : null;
    }

    // Where months add up the denominator is a flow of its own: those who were asked this month.
    private static Doubt? OfSum(decimal denominator, RatioEvidence evidence)
    {
        decimal?[] Denominators(IReadOnlyList<RatioParts?> months) => [.. months.Select(parts => parts?.Denominator)];
        var doubt = FlowRule.Find(denominator, new FlowEvidence(
            evidence.Month, Denominators(evidence.ThisYear), evidence.LastYear.Count == 12 ? [Denominators(evidence.LastYear)] : []));
        return doubt is null ? null : doubt with { IsOfDenominator = true };
    }
}

using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>Divides what a unit did among its heirs, so that the parts add up to it to the last digit.</summary>
public static class Apportionment
{
    /// <summary>One part a weight, in order.</summary>
    /// <param name="rules">How the indicators add up; all indicators of the rollup must be among them.</param>
    /// <param name="own">What is divided.</param>
    /// <param name="weights">The heirs' weights, above 0.</param>
    /// <remarks>
    /// A part has no more decimals than the figure it is a part of: whole numbers stay whole. Amounts are divided by what
    /// each heir is still owed of the year so far, so that rounding does not favour the same heir month after month. A
    /// ratio's numerator and the rest of its denominator are divided apart, so that no part has more above than below.
    /// Counts of reporting units are not divided: the first of the largest heirs stands for the unit.
    /// </remarks>
    public static IReadOnlyList<Rollup> Divide(IReadOnlyList<IndicatorRule> rules, Rollup own, IReadOnlyList<decimal> weights)
    {
        if (weights.Count == 1)
            return [own];
        var first = Enumerable.Range(0, weights.Count).MaxBy(heir => weights[heir]);
        var parts = weights.Select(_ => new List<KeyValuePair<IndicatorCode, RollupCell[]>>()).ToArray();
        foreach (var indicator in own.Indicators)
        {
            var rule = rules.FirstOrDefault(rule => rule.Code == indicator)
                ?? throw new ArgumentException($"There is no rule for {indicator}.", nameof(rules));
            var cells = Divide(rule.OverTime, own.Months(indicator), weights, first);
            for (var heir = 0; heir < parts.Length; heir++)
                parts[heir].Add(KeyValuePair.Create(indicator, cells[heir]));
        }

        return [.. parts.Select(Rollup.FromCells)];
    }

    private static RollupCell[][] Divide(OverTime overTime, ReadOnlySpan<RollupCell> months, IReadOnlyList<decimal> weights, int first)
    {
        var cells = weights.Select(_ => new RollupCell[12]).ToArray();
        var (top, rest) = (new Owed(weights), new Owed(weights));
        var (soFar, doubtedSoFar) = (new Measure[weights.Count], new Measure[weights.Count]);
        for (var month = 0; month < 12; month++)
        {
            var (whole, isSum) = (months[month], overTime == OverTime.Sum);
            var amounts = isSum ? Divide(whole.Amount, top.Next, rest.Next) : Divide(whole.Amount, top.Level, rest.Level);
            var levels = isSum ? [] : Divide(whole.YearToDate, top.Level, rest.Level);
            var doubted = PartOf(whole.Doubted, amounts);
            var doubtedLevels = isSum ? [] : PartOf(whole.DoubtedToDate, levels);
            for (var heir = 0; heir < cells.Length; heir++)
            {
                soFar[heir] += isSum ? amounts[heir] : Measure.Unknown;
                doubtedSoFar[heir] += isSum ? doubted[heir] : Measure.Unknown;
                cells[heir][month] = new RollupCell(
                    amounts[heir], isSum ? soFar[heir] : levels[heir],
                    heir == first ? whole.Expected : 0, heir == first ? whole.Reported : 0, heir == first ? whole.OnTime : 0)
                {
                    SilentMonthsCaughtUp = whole.SilentMonthsCaughtUp,
                    Doubted = doubted[heir],
                    DoubtedToDate = isSum ? doubtedSoFar[heir] : doubtedLevels[heir],
                    DoubtedValues = heir == first ? whole.DoubtedValues : 0,
                };
            }
        }

        return cells;
    }

    private static Measure[] Divide(Measure whole, Func<decimal, IReadOnlyList<decimal>> top, Func<decimal, IReadOnlyList<decimal>> rest)
    {
        var numerators = top(whole.Numerator);
        if (!whole.IsKnown)
            return new Measure[numerators.Count];
        if (whole.Denominator is not { } denominator)
            return [.. numerators.Select(Measure.Amount)];
        var rests = rest(denominator - whole.Numerator);
        return [.. numerators.Zip(rests, (numerator, more) => Measure.Ratio(numerator, numerator + more))];
    }

    // What is doubted goes with what it is a part of, so that nobody has more doubted than he has.
    private static Measure[] PartOf(Measure doubted, Measure[] parts)
    {
        if (!doubted.IsKnown)
            return new Measure[parts.Length];
        IReadOnlyList<decimal> Split(decimal amount, Func<Measure, decimal> of)
        {
            decimal[] shares = [.. parts.Select(of)];
            return Shares.Split(amount, shares, shares.Append(amount).Max(share => (int)share.Scale));
        }

        var numerators = Split(doubted.Numerator, part => part.Numerator);
        if (doubted.Denominator is not { } denominator)
            return [.. numerators.Select(Measure.Amount)];
        var rests = Split(denominator - doubted.Numerator, part => (part.Denominator ?? 0) - part.Numerator);
        return [.. numerators.Zip(rests, (numerator, more) => Measure.Ratio(numerator, numerator + more))];
    }

    // What heirs are due of a running sum, and what they have got of it.
    private sealed class Owed(IReadOnlyList<decimal> weights)
    {
        private readonly decimal _weights = weights.Sum();
        private readonly decimal[] _got = new decimal[weights.Count];
        private decimal _total;

        public IReadOnlyList<decimal> Next(decimal amount)
        {
            _total += amount;
            // In parts of the sum of the weights, so that nothing is rounded before the division itself.
            var claims = weights.Select((weight, heir) => Math.Max(0, (_total * weight) - (_got[heir] * _weights))).ToArray();
            var parts = Shares.Split(amount, claims, Scale(amount));
            for (var heir = 0; heir < parts.Count; heir++)
                _got[heir] += parts[heir];
            return parts;
        }

        public IReadOnlyList<decimal> Level(decimal amount) => Shares.Split(amount, weights, Scale(amount));

        // Trailing zeros do not make a figure less whole.
        private static int Scale(decimal amount)
        {
            var scale = amount.Scale;
            while (scale > 0 && decimal.Round(amount, scale - 1) == amount)
                scale--;
            return scale;
        }
    }
}

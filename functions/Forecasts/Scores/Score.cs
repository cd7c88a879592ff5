using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;

namespace YouthFunctions.Forecasts.Scores;

/// <summary>How forecasts of one kind did.</summary>
/// <param name="Forecasts">How many were made whose year-end is known.</param>
/// <param name="Within80">How many of those with an 80 % interval ended inside it.</param>
/// <param name="Within95">The same for the 95 % interval.</param>
/// <param name="Intervals">How many had intervals.</param>
/// <param name="Chances">Forecasts with a probability of meeting the target by fifths of it (0-20 %, …, 80-100 %).</param>
public sealed record Score(int Forecasts, int Within80, int Within95, int Intervals, IReadOnlyList<ChanceScore> Chances)
{
    /// <summary>Nothing yet.</summary>
    public static Score None { get; } = new(0, 0, 0, 0, [.. Enumerable.Repeat(new ChanceScore(0, 0, 0), 5)]);

    /// <summary>This and one forecast more.</summary>
    /// <param name="forecast">What was forecast.</param>
    /// <param name="outcome">How the year ended.</param>
    /// <param name="direction">Which way is better.</param>
    public Score With(IndicatorForecast forecast, double outcome, Direction direction)
    {
        var (interval80, interval95) = (forecast.Projection?.Interval80, forecast.Projection?.Interval95);
        var hasIntervals = interval80 is not null && interval95 is not null;
        var chances = Chances;
        if (forecast is { Projection.Probability: { } probability, Target: { } target })
        {
            var fifth = Math.Min(4, (int)(probability * 5));
            var isMet = direction.IsMetBy(outcome, (double)target);
            chances = [.. Chances.Select((score, index) =>
                index != fifth ? score : new ChanceScore(score.Forecasts + 1, score.Met + (isMet ? 1 : 0), score.Said + probability))];
        }

        return new Score(
            Forecasts + 1, Within80 + (hasIntervals && interval80!.Contains(outcome) ? 1 : 0),
            Within95 + (hasIntervals && interval95!.Contains(outcome) ? 1 : 0), Intervals + (hasIntervals ? 1 : 0), chances);
    }

    /// <summary>Two disjoint kinds together.</summary>
    public static Score operator +(Score left, Score right) => new(
        left.Forecasts + right.Forecasts, left.Within80 + right.Within80, left.Within95 + right.Within95, left.Intervals + right.Intervals,
        [.. left.Chances.Zip(
            right.Chances,
            (score, other) => new ChanceScore(score.Forecasts + other.Forecasts, score.Met + other.Met, score.Said + other.Said))]);

    /// <inheritdoc cref="op_Addition"/>
    public static Score Add(Score left, Score right) => left + right;
}

/// <summary>Forecasts with about the same probability of meeting the target.</summary>
/// <param name="Forecasts">How many.</param>
/// <param name="Met">How many of the targets were met.</param>
/// <param name="Said">The sum of the probabilities that were given: what <paramref name="Met"/> should come to.</param>
public sealed record ChanceScore(int Forecasts, int Met, double Said);

/// <summary>The score of one indicator at one level with so many months known.</summary>
public sealed record ScoreLine(IndicatorCode Indicator, UnitLevel Level, int MonthsKnown, Score Score);

using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>What is known of a unit when its value comes.</summary>
public enum KnownBefore
{
    /// <summary>Nothing but a target: last year's total and five per cent.</summary>
    TargetOnly,

    /// <summary>Nothing but what units beside it brought last year.</summary>
    SiblingsOnly,

    /// <summary>The months before in this year, and a target.</summary>
    FirstYear,

    /// <summary>Those, and last year.</summary>
    SecondYear,

    /// <summary>Those, and three years.</summary>
    FourthYear,
}

/// <summary>How often values with one kind of slip were doubted.</summary>
/// <param name="Known">What was known.</param>
/// <param name="IsRatio">Whether the values are ratios, which are simulated.</param>
/// <param name="Kind">The slip; none for right values.</param>
/// <param name="Values">How many values.</param>
/// <param name="Doubted">How many of them were doubted.</param>
public sealed record DoubtScore(KnownBefore Known, bool IsRatio, SlipKind Kind, int Values, int Doubted)
{
    /// <summary>The share that was doubted, 0..1; NaN of none.</summary>
    public double Share => (double)Doubted / Values;
}

/// <summary>
/// Replays a panel month by month: each right value, and each with a slip, is held against what was known before it. Flows
/// are the panel's own. Ratios are simulated, for the panels have none: the denominator is ten times the series' largest
/// month of the year before and drifts by up to two per cent a month, the numerator follows the running share of the year.
/// </summary>
/// <param name="panel">Monthly series.</param>
/// <param name="firstYear">The first year whose values are tried; the years before are history.</param>
/// <param name="seed">Everything random derives from it.</param>
public sealed class DoubtTrial(ForecastPanel panel, int firstYear, int seed)
{
    private static readonly SlipKind[] SizeSlips =
        [SlipKind.Times10, SlipKind.Times100, SlipKind.Times1000, SlipKind.Thousandth, SlipKind.DigitSwap];

    private readonly Dictionary<(KnownBefore Known, bool IsRatio, SlipKind Kind), (int Values, int Doubted)> _counts = [];
    private readonly Random _random = new(seed);

    /// <summary>The scores, by what was known and kind.</summary>
    public IReadOnlyList<DoubtScore> Run(CancellationToken cancel)
    {
        var flows = panel.Series.Where(series => series.Kind == SeriesKind.Flow).ToArray();
        var largest = LargestMonths(flows);
        foreach (var series in flows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var year = Math.Max(firstYear, panel.FirstYear); year <= panel.LastYear; year++)
            {
                var months = Months(series, year);
                var earlier = Enumerable.Range(1, 3).Select(back => Months(series, year - back)).ToArray();
                var beside = largest.GetValueOrDefault((Group(series), year - 1), [])
                    .Where(sibling => sibling.Id != series.Id).Select(sibling => (decimal?)sibling.Month).Max();
                Flows(months, earlier, beside);
                Ratios(months, earlier[0]);
            }
        }

        return
        [
            .. from pair in _counts
               orderby pair.Key
               select new DoubtScore(pair.Key.Known, pair.Key.IsRatio, pair.Key.Kind, pair.Value.Values, pair.Value.Doubted),
        ];
    }

    private void Flows(decimal?[] months, decimal?[][] earlier, decimal? beside)
    {
        var target = earlier[0].All(month => month is not null) && earlier[0].Sum() > 0 ? earlier[0].Sum() * 1.05m : null;
        for (var month = 1; month <= 12; month++)
        {
            if (months[month - 1] is not { } value)
                continue;
            decimal?[] before = [.. months.Select((known, index) => index < month - 1 ? known : null)];
            foreach (var known in Enum.GetValues<KnownBefore>())
            {
                if ((known == KnownBefore.TargetOnly && target is null) || (known == KnownBefore.SiblingsOnly && beside is null))
                    continue;
                var evidence = new FlowEvidence(
                    month, known < KnownBefore.FirstYear ? new decimal?[12] : before,
                    known switch { KnownBefore.SecondYear => earlier[..1], KnownBefore.FourthYear => earlier, _ => [] })
                {
                    Target = known == KnownBefore.SiblingsOnly ? null : target,
                    SiblingMonth = known == KnownBefore.TargetOnly ? null : beside,
                };
                Count(known, false, SlipKind.None, FlowRule.Find(value, evidence));
                foreach (var kind in SizeSlips)
                    if (Slips.Apply(value, kind, _random) is { } slip)
                        Count(known, false, kind, FlowRule.Find(slip, evidence));
                if (known >= KnownBefore.FirstYear && month > 1 && value > 0 && before.Take(month - 1).All(amount => amount is not null))
                    Count(known, false, SlipKind.YearToDateAsMonth, FlowRule.Find(value + before.Sum()!.Value, evidence));
            }
        }
    }

    private void Ratios(decimal?[] months, decimal?[] last)
    {
        var isKnown = months.All(month => month is not null) && last.All(month => month is not null);
        if (!isKnown || months.Sum() <= 0 || last.Max() < RatioRule.SmallPart / 10)
            return;
        var (now, before) = (Simulated(months, last.Max()!.Value * 10), Simulated(last, last.Max()!.Value * 10));
        for (var month = 1; month <= 12; month++)
        {
            RatioParts?[] known = [.. now.Select((parts, index) => index < month - 1 ? parts : (RatioParts?)null)];
            foreach (var when in new[] { KnownBefore.FirstYear, KnownBefore.SecondYear })
            {
                RatioParts?[] lastYear = when == KnownBefore.FirstYear ? [] : [.. before.Select(parts => (RatioParts?)parts)];
                var evidence = new RatioEvidence(month, known, lastYear, IsLevel: true);
                var right = now[month - 1];
                Count(when, true, SlipKind.None, RatioRule.Find(right, evidence));
                if (right.Numerator != right.Denominator)
                    Count(when, true, SlipKind.PartsExchanged, RatioRule.Find(new(right.Denominator, right.Numerator), evidence));
                foreach (var kind in SizeSlips)
                {
                    var isDenominator = _random.Next(2) == 0;
                    if (Slips.Apply(isDenominator ? right.Denominator : right.Numerator, kind, _random) is not { } slip)
                        continue;
                    var wrong = isDenominator ? right with { Denominator = slip } : right with { Numerator = slip };
                    Count(when, true, kind, RatioRule.Find(wrong, evidence));
                }
            }
        }
    }

    private RatioParts[] Simulated(decimal?[] months, decimal denominator)
    {
        var (sum, total) = (0m, Math.Max(1, months.Sum()!.Value));
        return [.. months.Select(month =>
        {
            sum += month!.Value;
            var all = Math.Round(denominator * (1 + (((decimal)_random.NextDouble() - 0.5m) / 25)));
            return new RatioParts(Math.Round(all * 0.9m * sum / total), all);
        })];
    }

    private void Count(KnownBefore known, bool isRatio, SlipKind kind, Doubt? doubt)
    {
        var (values, doubted) = _counts.GetValueOrDefault((known, isRatio, kind));
        _counts[(known, isRatio, kind)] = (values + 1, doubted + (doubt is null ? 0 : 1));
    }

    private Dictionary<(string Group, int Year), List<(string Id, decimal Month)>> LargestMonths(PanelSeries[] flows)
    {
        var largest = new Dictionary<(string, int), List<(string, decimal)>>();
        foreach (var series in flows)
            for (var year = panel.FirstYear; year <= panel.LastYear; year++)
            {
                if (Months(series, year).Max() is not { } month)
                    continue;
                if (!largest.TryGetValue((Group(series), year), out var list))
                    largest[(Group(series), year)] = list = [];
                list.Add((series.Id, month));
            }

        return largest;
    }

    private static string Group(PanelSeries series) => $"{series.Indicator}|{string.Join('/', series.Labels.SkipLast(1))}";

    private static decimal?[] Months(PanelSeries series, int year) =>
        [.. Month.OfYear(year).Select(month => (decimal?)series.Values[month])];
}

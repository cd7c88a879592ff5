using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting;

/// <summary>
/// Year-end values of levels (ratios between 0 and 1): the latest known value plus the change that the indicator's
/// series usually make from that month to December, as a distribution of past changes. A change is measured against
/// the room that was left in its direction, so that the forecast stays within 0 and 1.
/// </summary>
internal sealed class LevelForecaster
{
    private const int EnoughChanges = 20;

    // Nothing known of an indicator: the middle of what a ratio can be.
    private const double UnknownLevel = 0.5;

    // With few past changes, an even spread is added: in January up to two fifths of the room in either direction, by December
    // nothing. By hand, wide on purpose.
    private const double UnknownChange = 0.4;
    private const int UnknownSteps = 15;

    private readonly Dictionary<(string Indicator, int Month), double[]> _changes = [];
    private readonly Dictionary<string, double> _usual = [];

    private LevelForecaster()
    {
    }

    /// <summary>Learns from the years before one; a panel that begins with that year teaches nothing.</summary>
    public LevelForecaster(ForecastPanel panel, int year)
    {
        foreach (var group in panel.Leaves.Where(leaf => leaf.Kind == SeriesKind.Level).GroupBy(leaf => leaf.Indicator))
        {
            var years = group.SelectMany(leaf => leaf.Years.Take(Math.Max(0, year - leaf.FirstYear)))
                .Where(months => double.IsFinite(months[11])).ToArray();
            _usual[group.Key] = years.Length == 0 ? UnknownLevel : Quantiles.Median(years.Select(months => months[11]).ToArray());
            for (var month = 1; month <= 12; month++)
            {
                var known = years.Where(months => double.IsFinite(months[month - 1]))
                    .Select(months => RelativeChange(months[month - 1], months[11])).Order().ToArray();
                _changes[(group.Key, month)] = known.Length >= EnoughChanges ? known : [.. Widened(known, month)];
            }
        }
    }

    /// <summary>Writes what it knows.</summary>
    public void Write(BinaryWriter parameters)
    {
        parameters.Write(_usual.Count);
        foreach (var (indicator, usual) in _usual)
        {
            parameters.Write(indicator);
            parameters.Write(usual);
            for (var month = 1; month <= 12; month++)
                parameters.WriteDoubles(_changes[(indicator, month)]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static LevelForecaster Read(BinaryReader parameters)
    {
        var levels = new LevelForecaster();
        for (var left = parameters.ReadInt32(); left > 0; left--)
        {
            var indicator = parameters.ReadString();
            levels._usual[indicator] = parameters.ReadDouble();
            for (var month = 1; month <= 12; month++)
                levels._changes[(indicator, month)] = parameters.ReadDoubles();
        }

        return levels;
    }

    /// <summary>The forecast of one level after k months of a year.</summary>
    public YearForecast Predict(PanelNode leaf, int year, int k, TargetQuestion? question)
    {
        var values = leaf.Year(year);
        var month = k;
        while (month > 0 && !double.IsFinite(values[month - 1]))
            month--;
        var lastYear = year > leaf.FirstYear ? leaf.Year(year - 1)[11] : double.NaN;
        var latest = month > 0 ? values[month - 1]
            : double.IsFinite(lastYear) ? lastYear
            : _usual.GetValueOrDefault(leaf.Indicator, UnknownLevel);
        if (month == 12)
            return Forecast([0], latest, question, ForecastBasis.LevelChange);
        var changes = _changes.GetValueOrDefault((leaf.Indicator, Math.Max(1, month))) ?? [.. Widened([], month)];
        var basis = month > 0 || double.IsFinite(lastYear) ? ForecastBasis.LevelChange : ForecastBasis.PooledLevel;
        return Forecast(changes, latest, question, basis);
    }

    /// <summary>A change as a share of the room in its direction: −1 to 1.</summary>
    private static double RelativeChange(double from, double to) => to >= from
        ? from >= 1 ? 0 : (to - from) / (1 - from)
        : (to - from) / from;

    /// <summary>With few past changes: those, and a wide even spread about none.</summary>
    private static IEnumerable<double> Widened(double[] known, int month) => known
        .Concat(Enumerable.Range(-UnknownSteps, (2 * UnknownSteps) + 1)
            .Select(i => i / (double)UnknownSteps * UnknownChange * (12 - Math.Max(0, month)) / 12))
        .Order();

    private static YearForecast Forecast(double[] changes, double latest, TargetQuestion? question, string basis)
    {
        var distribution = Distribution.OfShare(changes, latest);
        var median = distribution.Quantile(0.5);
        return new YearForecast(
            median, distribution.Quantile(0.025), distribution.Quantile(0.1), median, distribution.Quantile(0.9),
            distribution.Quantile(0.975),
            question?.Target is { } target ? distribution.ProbabilityOfAtLeast(target) : null, basis, distribution);
    }
}

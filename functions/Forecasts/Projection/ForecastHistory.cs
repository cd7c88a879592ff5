using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Plan;
using YouthFunctions.Rollups;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Views;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>What the rollups know of an indicator of a unit over the years, in the form that the forecast takes.</summary>
public sealed class ForecastHistory
{
    private const int MostRowsAhead = 1000; // some thirty kilobytes each

    // By month from the first year on; NaN is unknown.
    private readonly Dictionary<(UnitCode Unit, IndicatorCode Indicator), double[]> _own = [];
    private readonly Dictionary<(UnitCode Unit, IndicatorCode Indicator), double[]> _totals = [];
    private readonly Dictionary<(UnitCode Unit, IndicatorCode Indicator), double[]> _levels = [];
    private readonly Dictionary<(UnitCode Unit, IndicatorCode Indicator), Measure[]> _ratiosOfLastYear = [];
    private readonly Dictionary<UnitCode, ReportedYear> _current = [];
    private int _firstYear; // of which there are rows

    private ForecastHistory(int year) => (_firstYear, Year) = (year, year);

    /// <summary>The year to forecast.</summary>
    public int Year { get; }

    /// <summary>What is reported of the year, by unit; units without a rollup are left out.</summary>
    public IReadOnlyDictionary<UnitCode, ReportedYear> Current => _current;

    /// <summary>The last month of the year in which any unit has reported anything; 0 when none has.</summary>
    public int LastMonthReported { get; private set; }

    /// <summary>Reads the year and up to <paramref name="yearsBefore"/> years before it: one scan a year. Years that lie on
    /// another tree are read on this year's, so that a merged unit has the history of its predecessors.</summary>
    public static async Task<ForecastHistory> ReadAsync(
        RollupStore rollups, TreeRollups views, UnitRegister register, YearPlan plan, int yearsBefore, CancellationToken cancel)
    {
        var history = new ForecastHistory(plan.Year);
        var tree = register.TreeOf(plan.Year);
        var years = Enumerable.Range(plan.Year - yearsBefore, yearsBefore + 1).Select(year => register.TreeOf(year) == tree
            ? rollups.AllAsync(tree, year, cancel)
            : AllOnTreeAsync(year));
        await foreach (var unitYear in ReadAhead.OneAfterTheOther(years, MostRowsAhead, cancel))
        {
            history._firstYear = Math.Min(history._firstYear, unitYear.Year); // the first row is of the first year
            history.Add(plan, unitYear);
        }

        return history;

        async IAsyncEnumerable<UnitYear> AllOnTreeAsync(int year)
        {
            foreach (var unitYear in (await views.AllAsync(tree, year, cancel)).Values)
                yield return unitYear;
        }
    }

    /// <summary>Every unit's own amounts (flows) and shares (ratios) as series; the totals of flows are sums that the panel
    /// makes.</summary>
    public ForecastPanel? ToPanel(YearPlan plan, UnitTree tree)
    {
        var parents = Parents(tree);
        var series = new List<PanelSeries>();

        // Years of which nothing is known are left out: a model is not said to have learned from them.
        var empty = _own.Values.Concat(_levels.Values).Select(months => Array.FindIndex(months, double.IsFinite))
            .DefaultIfEmpty().Min() / 12;
        foreach (var indicator in plan.Indicators)
        {
            var (kind, values) = indicator.Kind == IndicatorKind.Ratio ? (SeriesKind.Level, _levels) : (SeriesKind.Flow, _own);
            foreach (var unit in tree.TopDown.Where(unit => values.ContainsKey((unit.Code, indicator.Code))))
            {
                string[] labels = kind == SeriesKind.Level ? [] : [.. Labels(tree, unit.Code, parents.Contains(unit.Code))];
                series.Add(new PanelSeries(
                    unit.Code.ToString(), labels, indicator.Code.ToString(), ToSeries(values[(unit.Code, indicator.Code)], empty), kind));
            }
        }

        return series.Count == 0 ? null : new ForecastPanel(series);
    }

    /// <summary>The units with data below them: their sub-tree is a node of its own.</summary>
    public IReadOnlySet<UnitCode> Parents(UnitTree tree) =>
        _own.Keys.Select(key => key.Unit).Distinct().SelectMany(unit => tree.PathToRoot(unit).Skip(1)).Select(unit => unit.Code)
            .ToHashSet();

    /// <summary>The name of the node that stands for a unit with everything below it.</summary>
    public static string ParentNode(UnitTree tree, UnitCode unit) => ForecastPanel.NodeName(Labels(tree, unit, withSelf: true));

    /// <summary>The months of a unit with everything below it, over all years that were read: amounts, or shares of a ratio.</summary>
    public MonthlySeries Total(Indicator indicator, UnitCode unit) => indicator.Kind == IndicatorKind.Ratio
        ? ToSeries(_levels.GetValueOrDefault((unit, indicator.Code)) ?? [])
        : ToSeries(_totals.GetValueOrDefault((unit, indicator.Code)) ?? []);

    /// <summary>Numerator and denominator of a ratio of a unit with everything below it, as of a month of the year before.</summary>
    public Measure RatioOfLastYear(IndicatorCode indicator, UnitCode unit, int month) =>
        month > 0 && _ratiosOfLastYear.TryGetValue((unit, indicator), out var months) ? months[month - 1] : Measure.Unknown;

    private static IEnumerable<string> Labels(UnitTree tree, UnitCode unit, bool withSelf) =>
        tree.PathToRoot(unit).Skip(withSelf ? 0 : 1).Reverse().Select(above => above.Code.ToString());

    private MonthlySeries ToSeries(double[] values, int yearsLeftOut = 0) => new(
        new Month(_firstYear + yearsLeftOut, 1),
        values.Skip(yearsLeftOut * 12).Select(value => double.IsFinite(value) ? value : (double?)null));

    private void Add(YearPlan plan, UnitYear unitYear)
    {
        if (unitYear.Year == Year)
            _current[unitYear.Unit] = ReportedYear.Create(plan, unitYear);
        foreach (var indicator in plan.Indicators)
        {
            var isRatio = indicator.Kind == IndicatorKind.Ratio;
            var own = unitYear.Own.Months(indicator.Code);
            var total = unitYear.Total.Months(indicator.Code);
            if (isRatio && unitYear.Year == Year - 1 && total[11].SureToDate.IsKnown)
                KeepLastYear(unitYear.Unit, indicator.Code, total);
            for (var month = 0; month < 12; month++)
            {
                var key = (unitYear.Unit, indicator.Code);
                var index = ((unitYear.Year - _firstYear) * 12) + month;
                if (isRatio)
                    SetValue(_levels, key, index, total[month].SureAmount.IsKnown ? (double?)total[month].SureToDate.Value : null);
                else
                {
                    SetOwn(key, index, own[month]);
                    SetValue(_totals, key, index, total[month].SureAmount is { IsKnown: true } sure ? (double)sure.Numerator : null);
                }

                if (unitYear.Year == Year && total[month].Reported > 0)
                    LastMonthReported = Math.Max(LastMonthReported, month + 1);
            }
        }
    }

    /// <summary>
    /// A year-to-date figure after silent months tells those too: its amount is shared out among them as the same months
    /// of the year before were, or evenly. Left in its own month it would count twice, because the forecast fills
    /// silent months with what they usually bring.
    /// </summary>
    private void SetOwn((UnitCode, IndicatorCode) key, int index, RollupCell cell)
    {
        // A month with a doubted value is unknown until somebody confirms it, also where it is only a part of it.
        if (!cell.Amount.IsKnown || cell.Doubted.IsKnown)
            return;
        bool IsUnknown(int month) => !_own.TryGetValue(key, out var values) || !double.IsFinite(values[month]);
        var months = Enumerable.Range(index - cell.SilentMonthsCaughtUp, cell.SilentMonthsCaughtUp + 1)
            .Where(month => month == index || IsUnknown(month)).ToArray();
        var before = months
            .Select(month => month < 12 || !_own.TryGetValue(key, out var values) ? double.NaN : values[month - 12]).ToArray();
        var sum = before.Sum();
        foreach (var (month, last) in months.Zip(before))
            SetValue(_own, key, month, (double)cell.Amount.Numerator * (sum > 0 ? last / sum : 1.0 / months.Length));
    }

    private void KeepLastYear(UnitCode unit, IndicatorCode ratio, ReadOnlySpan<RollupCell> cells)
    {
        var months = new Measure[12];
        for (var month = 0; month < 12; month++)
            months[month] = cells[month].SureToDate;
        _ratiosOfLastYear[(unit, ratio)] = months;
    }

    private void SetValue(Dictionary<(UnitCode, IndicatorCode), double[]> into, (UnitCode, IndicatorCode) key, int index, double? value)
    {
        if (value is null)
            return;
        if (!into.TryGetValue(key, out var values))
        {
            into[key] = values = new double[(Year - _firstYear + 1) * 12];
            Array.Fill(values, double.NaN);
        }

        values[index] = value.Value;
    }
}

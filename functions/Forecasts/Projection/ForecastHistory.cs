using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Plan;
using YouthFunctions.Rollups;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;

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

    /// <summary>Reads a year and those before it.</summary>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="years">The rows of each year, the earliest first and the year of the plan last.</param>
    /// <param name="moved">What the year holds in other months than the years before: the forecast learns from past months as they would
    /// have been. <see cref="Total"/> tells them as they were.</param>
    /// <param name="cancel">Stops the reads.</param>
    public static async Task<ForecastHistory> ReadAsync(
        YearPlan plan, IEnumerable<IAsyncEnumerable<UnitYear>> years, MovedActivities moved, CancellationToken cancel)
    {
        var history = new ForecastHistory(plan.Year);
        await foreach (var unitYear in ReadAhead.OneAfterTheOther(years, MostRowsAhead, cancel))
        {
            history._firstYear = Math.Min(history._firstYear, unitYear.Year); // the first row is of the first year
            history.Add(plan, unitYear);
        }

        // Most units have nothing below them: their totals are their own amounts, kept and written once.
        foreach (var (key, own) in history._own)
            if (history._totals.TryGetValue(key, out var total) && total.AsSpan().SequenceEqual(own))
                history._totals[key] = own;
        foreach (var (key, own) in history._own)
            history._own[key] = moved.Adjust(key.Indicator, history._firstYear, own);
        return history;
    }

    /// <summary>Every unit's own amounts (flows) and shares (ratios); the totals of flows are sums that a panel makes.</summary>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="tree">The tree of the year.</param>
    /// <param name="parents">The units with data below them, see <see cref="Parents"/>.</param>
    public IEnumerable<PanelSeries> ToSeries(YearPlan plan, UnitTree tree, IReadOnlySet<UnitCode> parents)
    {
        // Years of which nothing is known are left out: a model is not said to have learned from them.
        var empty = _own.Values.Concat(_levels.Values).Select(months => Array.FindIndex(months, double.IsFinite))
            .DefaultIfEmpty().Min() / 12;
        var planned = plan.Indicators.Select(indicator => indicator.Code).ToHashSet();
        foreach (var (kind, all) in new[] { (SeriesKind.Flow, _own), (SeriesKind.Level, _levels) })
            foreach (var ((unit, indicator), months) in all)
                if (planned.Contains(indicator) && tree.TryGet(unit, out _))
                    yield return new PanelSeries(
                        unit.ToString(), kind == SeriesKind.Level ? [] : [.. Labels(tree, unit, parents.Contains(unit))],
                        indicator.ToString(), ToSeries(months, empty), kind);
    }

    /// <summary>Writes all that was read, for <see cref="Read"/>.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Year);
        writer.Write(_firstYear);
        writer.Write(LastMonthReported);
        // A series of own amounts without a total is told by an empty one.
        var apart = _totals.Where(total => !ReferenceEquals(total.Value, _own.GetValueOrDefault(total.Key)))
            .Concat(_own.Keys.Where(key => !_totals.ContainsKey(key)).Select(key => KeyValuePair.Create(key, Array.Empty<double>())))
            .ToDictionary();
        foreach (var series in (Dictionary<(UnitCode, IndicatorCode), double[]>[])[_own, apart, _levels])
            writer.WriteAll(series, writer.Write);
        writer.WriteAll(_ratiosOfLastYear, months => Array.ForEach(months, writer.Write));
        writer.Write(_current.Count);
        foreach (var (unit, reported) in _current)
        {
            writer.Write(unit.ToString());
            reported.Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ForecastHistory Read(BinaryReader reader)
    {
        var history = new ForecastHistory(reader.ReadInt32()) { _firstYear = reader.ReadInt32(), LastMonthReported = reader.ReadInt32() };
        foreach (var series in (Dictionary<(UnitCode, IndicatorCode), double[]>[])[history._own, history._totals, history._levels])
            reader.ReadAll(series, reader.ReadMonths);
        foreach (var (key, own) in history._own)
            history._totals.TryAdd(key, own);
        reader.ReadAll(history._ratiosOfLastYear, () => [.. Enumerable.Range(0, 12).Select(_ => reader.ReadMeasure())]);
        for (var left = reader.ReadInt32(); left > 0; left--)
            history._current[UnitCode.Parse(reader.ReadString())] = ReportedYear.Read(reader);
        return history;
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

    /// <summary><see cref="Total"/> with past months as they would have been; null where nothing has moved, which no ratio does.</summary>
    public MonthlySeries? AdjustedTotal(IndicatorCode indicator, UnitCode unit, MovedActivities moved) =>
        _totals.TryGetValue((unit, indicator), out var months) && moved.Adjust(indicator, _firstYear, months) is var adjusted
            && !ReferenceEquals(adjusted, months) ? ToSeries(adjusted) : null;

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
        var start = (unitYear.Year - _firstYear) * 12;
        foreach (var indicator in plan.Indicators)
        {
            var key = (unitYear.Unit, indicator.Code);
            var total = unitYear.Total.Months(indicator.Code);
            if (indicator.Kind == IndicatorKind.Ratio)
            {
                if (unitYear.Year == Year - 1 && total[11].SureToDate.IsKnown)
                    KeepLastYear(unitYear.Unit, indicator.Code, total);
                SetValues(_levels, key, start, total, cell => cell.SureAmount.IsKnown ? (double?)cell.SureToDate.Value : null);
            }
            else
            {
                SetOwn(key, start, unitYear.Own.Months(indicator.Code));
                SetValues(_totals, key, start, total, cell => cell.SureAmount is { IsKnown: true } sure ? (double)sure.Numerator : null);
            }

            if (unitYear.Year == Year)
                LastMonthReported = Math.Max(LastMonthReported, LastReported(total));
        }
    }

    private static int LastReported(ReadOnlySpan<RollupCell> months)
    {
        var last = 12;
        while (last > 0 && months[last - 1].Reported == 0)
            last--;
        return last;
    }

    /// <summary>
    /// A year-to-date figure after silent months tells those too: its amount is shared out among them as the same months
    /// of the year before were, or evenly. Left in its own month it would count twice, because the forecast fills
    /// silent months with what they usually bring.
    /// </summary>
    private void SetOwn((UnitCode, IndicatorCode) key, int start, ReadOnlySpan<RollupCell> months)
    {
        var values = _own.GetValueOrDefault(key);
        for (var month = 0; month < months.Length; month++)
        {
            // A month with a doubted value is unknown until somebody confirms it, also where it is only a part of it.
            var cell = months[month];
            if (!cell.Amount.IsKnown || cell.Doubted.IsKnown)
                continue;
            values ??= _own[key] = UnknownMonths();
            if (cell.SilentMonthsCaughtUp == 0)
                values[start + month] = (double)cell.Amount.Numerator;
            else
                ShareOut((double)cell.Amount.Numerator, values, start + month, cell.SilentMonthsCaughtUp);
        }
    }

    private static void ShareOut(double amount, double[] values, int index, int silentMonths)
    {
        var months = Enumerable.Range(index - silentMonths, silentMonths + 1)
            .Where(month => month == index || !double.IsFinite(values[month])).ToArray();
        var before = months.Select(month => month < 12 ? double.NaN : values[month - 12]).ToArray();
        var sum = before.Sum();
        foreach (var (month, last) in months.Zip(before))
            values[month] = amount * (sum > 0 ? last / sum : 1.0 / months.Length);
    }

    private void KeepLastYear(UnitCode unit, IndicatorCode ratio, ReadOnlySpan<RollupCell> cells)
    {
        var months = new Measure[12];
        for (var month = 0; month < 12; month++)
            months[month] = cells[month].SureToDate;
        _ratiosOfLastYear[(unit, ratio)] = months;
    }

    private void SetValues(
        Dictionary<(UnitCode, IndicatorCode), double[]> into, (UnitCode, IndicatorCode) key, int start, ReadOnlySpan<RollupCell> months,
        Func<RollupCell, double?> read)
    {
        var values = into.GetValueOrDefault(key);
        for (var month = 0; month < months.Length; month++)
            if (read(months[month]) is { } value)
                (values ??= into[key] = UnknownMonths())[start + month] = value;
    }

    private double[] UnknownMonths()
    {
        var values = new double[(Year - _firstYear + 1) * 12];
        Array.Fill(values, double.NaN);
        return values;
    }
}

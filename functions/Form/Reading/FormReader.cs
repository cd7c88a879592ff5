using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Units;

namespace YouthFunctions.Form.Reading;

/// <summary>Reads what the form shows: the strip of months, the report that stands, and what stands beside each field.</summary>
public sealed class FormReader(
    PlanStore plans, UnitRegister register, YearSelector years, ReportStore reports, ForecastStore forecasts,
    PlausibilityContextReader context)
{
    /// <summary>The state of a unit and month.</summary>
    /// <param name="call">The request.</param>
    /// <param name="unit">The unit asked for.</param>
    /// <param name="stated">The month asked for; null for the one that is due.</param>
    /// <param name="cancel">Stops the reads.</param>
    public async Task<FormState> ReadAsync(Call call, UnitCode unit, Month? stated, CancellationToken cancel)
    {
        var known = new Dictionary<Month, Report>();
        var months = await MonthsAsync(call, unit, stated, known, cancel);
        var period = stated ?? Default(months, call.Now);
        if (period is not { } month)
            return new FormState(null, null, null, months, null, []);
        var tree = register.TreeOf(month);
        var reportingYear = await plans.FindAsync(month.Year, cancel);
        if (call.SignedIn.Find(tree, unit) is not { } found || reportingYear is null)
            return new FormState(call.SignedIn.Find(tree, unit), month, reportingYear, months, null, []);
        if (!known.TryGetValue(month, out var current)) // a month that does not stand in the strip
            current = (await reports.FindAsync(unit, month, cancel))?.Report;
        return new FormState(found, month, reportingYear, months, current, await FactsAsync(found, month, reportingYear, known, cancel))
        {
            OtherUnits = OtherUnits(call.SignedIn, tree, found),
            Revisions = current is null ? []
                : current.Revision == 1 ? [current] : await reports.RevisionsAsync(unit, month, cancel),
        };
    }

    // Months of other years that still take reports stand there too: in January December is what is due.
    private async Task<IReadOnlyList<MonthTile>> MonthsAsync(
        Call call, UnitCode unit, Month? stated, Dictionary<Month, Report> known, CancellationToken cancel)
    {
        if (await years.FindDefaultAsync(cancel) is not { } current)
            return [];
        var whole = new SortedSet<int> { current.Plan.Year };
        if (stated is { } month)
            whole.Add(month.Year);
        var open = await years.OpenMonthsAsync(unit, cancel);
        var tiles = new List<MonthTile>();
        foreach (var year in whole.Concat(open.Select(item => item.Year)).Distinct().Order())
        {
            if (await plans.FindAsync(year, cancel) is not { } reportingYear)
                continue;
            var calendar = reportingYear.Calendar;
            var wanted = Month.OfYear(year)
                .Where(item => call.SignedIn.Find(register.TreeOf(item), unit) is not null)
                .Where(item => whole.Contains(year)
                    ? calendar.StateOf(item, call.Now, Path(item, unit)) != MonthState.Future
                    : open.Contains(item))
                .ToArray();
            foreach (var months in wanted.GroupBy(register.TreeOf))
                foreach (var stored in await reports.FindYearAsync(unit, months.First(), cancel))
                    known[stored.Report.Period] = stored.Report;
            tiles.AddRange(wanted.Select(item =>
                MonthTile.Create(item, known.GetValueOrDefault(item), calendar, call.Now, Path(item, unit))));
        }

        return tiles;
    }

    private IEnumerable<Unit> Path(Month month, UnitCode unit) => register.TreeOf(month).PathToRoot(unit);

    // The month that is due: the last one that is over, as long as it takes reports.
    private static Month? Default(IReadOnlyList<MonthTile> months, DateTimeOffset now)
    {
        var open = months.Where(tile => tile.IsTaken).Select(tile => tile.Month).ToArray();
        var last = Month.Containing(LocalTime.DayAt(now)).Plus(-1);
        return open.Length == 0 ? null : open.Contains(last) ? last : open[^1];
    }

    private async Task<IReadOnlyList<FieldFacts>> FactsAsync(
        Unit unit, Month period, ReportingYear reportingYear, Dictionary<Month, Report> known, CancellationToken cancel)
    {
        var plan = reportingYear.Plan;
        var tree = register.TreeOf(period);
        var year = known.Values.Where(report => report.Period.Year == period.Year && register.TreeOf(report.Period) == tree).ToArray();
        var before = OwnPart.FromReports(
            plan.Rules, isExpected: true,
            year.Where(report => report.Period < period).Select(report => report.ToMonthReport).OfType<MonthReport>());
        var last = period.Number > 1 ? known.GetValueOrDefault(period.Plus(-1)) : await LastDecemberAsync(unit.Code, period, cancel);
        var forecast = register.TreeOf(period.Year) is var sums && sums.TryGet(unit.Code, out _)
            ? await forecasts.FindAsync(sums, unit.Code, period.Year, cancel) : null;
        var usual = await UsualAsync(unit.Code, period, reportingYear, year, cancel);
        return
        [
            .. plan.Indicators.Select(indicator =>
            {
                var target = reportingYear.Targets.Find(unit.Code, indicator.Code);
                var expected = forecast?.Indicators.FirstOrDefault(item => item.Indicator == indicator.Code)?.ExpectedToDate;
                return new FieldFacts(
                    indicator,
                    last is { IsWithdrawn: false } && last.Values.TryGetValue(indicator.Code, out var value) ? value : null,
                    period.Number > 1 ? before[indicator.Code, period.Number - 1].YearToDate : Measure.Unknown, target,
                    expected is { } byForecast and < 1e15 ? (decimal)byForecast
                        : indicator.OverTime == OverTime.Sum ? target * period.Number / 12 : target,
                    usual.GetValueOrDefault(indicator.Code));
            }),
        ];
    }

    private async Task<Report?> LastDecemberAsync(UnitCode unit, Month january, CancellationToken cancel)
    {
        var december = january.Plus(-1);
        return register.TreeOf(december) == register.TreeOf(january) ? (await reports.FindAsync(unit, december, cancel))?.Report : null;
    }

    // The rule of doubt is asked about the largest amount there is: its answer says from where on it would ask.
    private async Task<IReadOnlyDictionary<IndicatorCode, decimal?>> UsualAsync(
        UnitCode unit, Month period, ReportingYear reportingYear, IReadOnlyList<Report> year, CancellationToken cancel)
    {
        var largest = reportingYear.Plan.Indicators.Where(indicator => indicator.Kind == IndicatorKind.Flow)
            .ToDictionary(indicator => indicator.Code, _ => new ReportedValue(Measure.Amount(ReportCheck.Limit), false));
        var draft = new ReportDraft(unit, period, largest, false, false, null, null);
        return DoubtCheck.Find(
                draft, reportingYear, YearToDateCheck.ReportedValues(year.Where(report => report.Period != period)),
                await context.ReadAsync(unit, period, cancel))
            .ToDictionary(doubt => doubt.Indicator, doubt => doubt.Why?.High);
    }

    private static IReadOnlyList<Unit> OtherUnits(Caller caller, UnitTree tree, Unit unit)
    {
        var above = tree.PathToRoot(unit.Code).Skip(1).Where(item => caller.Find(tree, item.Code) is not null).Reverse();
        return [.. above, .. tree.Children(unit.Code)];
    }
}

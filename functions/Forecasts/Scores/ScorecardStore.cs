using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Plan;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Forecasts.Scores;

/// <summary>Scores past forecasts once their year has ended, and keeps the scorecards beside the forecasts.</summary>
public sealed class ScorecardStore(Store store, ForecastArchive archive, RollupStore rollups, UnitRegister register)
{
    /// <summary>Scores a year that is not open any more, unless that was done for the same year-ends before.</summary>
    /// <returns>Whether there was anything to do.</returns>
    public async Task<bool> RefreshAsync(YearPlan plan, CancellationToken cancel)
    {
        var tree = register.TreeOf(plan.Year);
        if (await rollups.FindAsync(tree, tree.Root.Code, plan.Year, cancel) is not { } country
            || (await FindAsync(plan.Year, cancel)) is { Alarms: not null } kept && kept.Version == country.ETag.ToString()
            || await archive.DaysAsync(plan.Year, cancel) is not { Count: > 0 } days)
            return false;
        var ends = new Dictionary<(UnitCode, IndicatorCode), double>();
        await foreach (var unit in rollups.AllAsync(tree, plan.Year, cancel))
            foreach (var indicator in plan.Indicators)
                if (unit.Total[indicator.Code, 12].YearToDate.Value is { } end)
                    ends[(unit.Unit, indicator.Code)] = (double)end;
        var lines = new Dictionary<(IndicatorCode, UnitLevel, int), Score>();
        // The last forecast of each month counts: days between two reports say the same again.
        var latest = new Dictionary<int, DateOnly>();
        foreach (var day in days)
            await foreach (var first in archive.ReadAsync(plan.Year, day, cancel).Take(1))
                latest[first.MonthsKnown] = day;
        var alarms = new AlarmTally();
        foreach (var (months, day) in latest.Where(pair => pair.Key is > 0 and < 12).OrderBy(pair => pair.Key))
            await foreach (var unit in archive.ReadAsync(plan.Year, day, cancel))
                foreach (var forecast in unit.Indicators.Where(forecast => forecast.Projection is not null))
                    if (ends.TryGetValue((unit.Unit, forecast.Indicator), out var end)
                        && plan.Find(forecast.Indicator) is { Direction: var direction })
                    {
                        var kind = (forecast.Indicator, unit.Unit.Level, months);
                        lines[kind] = lines.GetValueOrDefault(kind, Score.None).With(forecast, end, direction);
                        alarms.Add(unit.Unit, forecast, months, end, direction);
                    }

        var card = new Scorecard(
            plan.Year, country.ETag.ToString(),
            [.. lines.Select(pair => new ScoreLine(pair.Key.Item1, pair.Key.Item2, pair.Key.Item3, pair.Value))])
        {
            Alarms = alarms.Months,
            Warnings = alarms.Warnings,
        };
        await store.Container(ContainerName.Forecasts).GetBlobClient(Name(plan.Year))
            .UploadAsync(BinaryData.FromObjectAsJson(card, StoredJson.Options), overwrite: true, cancel);
        return true;
    }

    /// <summary>The scorecard of a year; null while it has not ended.</summary>
    public Task<Scorecard?> FindAsync(int year, CancellationToken cancel) =>
        store.Container(ContainerName.Forecasts).GetBlobClient(Name(year)).FindJsonAsync<Scorecard>(cancel);

    private static string Name(int year) => FormattableString.Invariant($"scorecards/{year}.json");
}

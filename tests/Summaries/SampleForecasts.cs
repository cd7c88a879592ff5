using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Summaries;

/// <summary>
/// A country in September 2024 as rows of storage: most targets on their way, trees lacking because one district of Hà
/// Giang (02) planted none, and Cao Bằng (04) silent. Made by rule, so that a test can say what a page must show.
/// </summary>
public static class SampleForecasts
{
    /// <summary>The day of the forecasts.</summary>
    public static readonly DateOnly AsOf = new(2024, 9, 5);

    /// <summary>The instant the rollups reflect.</summary>
    public static readonly DateTimeOffset Reflects = new(2024, 9, 4, 17, 55, 0, TimeSpan.Zero);

    /// <summary>The indicator that is behind.</summary>
    public static readonly IndicatorCode Trees = IndicatorCode.Parse("trees-planted");

    private const int MonthsKnown = 8;

    /// <summary>The province behind, and its district that carries the gap.</summary>
    public static readonly UnitCode Behind = UnitCode.Parse("02"), CarriesTheGap = UnitCode.Parse("02-026"), Silent = UnitCode.Parse("04");

    /// <summary>A district of Hà Nội that came to lag the day before.</summary>
    public static readonly UnitCode NewlyBehind = UnitCode.Parse("01-002");

    /// <summary>Writes the forecasts and rollups of the centre, the provinces, and the districts of two of them.</summary>
    public static async Task SaveAsync(Store store, UnitTree tree, ReportingYear reportingYear, CancellationToken cancel)
    {
        var units = tree.TopDown.Where(
            unit => unit.Level < UnitLevel.District || unit.Parent == Behind || unit.Parent == UnitCode.Parse("01")).ToArray();
        await new ForecastStore(store).SaveAsync(
            tree, FlagsBelow.Add(reportingYear.Plan, tree, [.. units.Select(unit => Forecast(unit, reportingYear))]), cancel);
        foreach (var (year, factor) in new[] { (2024, 1.0), (2023, 0.95), (2022, 0.8) })
            foreach (var siblings in units.GroupBy(unit => unit.Parent))
                foreach (var chunk in siblings.Chunk(50))
                    await store.Table(TableName.Rollups)
                        .SubmitTransactionAsync(chunk.Select(unit => new Azure.Data.Tables.TableTransactionAction(
                            Azure.Data.Tables.TableTransactionActionType.UpsertReplace,
                            RollupEntity.ToEntity(Year(unit, reportingYear, year, (decimal)factor), unit.Parent))), cancel);
    }

    /// <summary>Keeps a model's card as of the sample's day.</summary>
    public static async Task SaveCardAsync(Store store, CancellationToken cancel)
    {
        await new ForecastArchive(store, UnitRegister.Shipped(OrganisationFolder.Shipped)).SaveAsync(
            2024, AsOf, [], [],
            new ModelCard("FastTree", 2018, 2023, 1000, 1, "00", [2022, 2023], [new CalibrationMonth(8, 640, 0.074, 0.121)]), cancel);
        var score = new Score(
            700, 561, 664, 700, [new(90, 4, 6.1), new(40, 11, 12.4), new(50, 26, 25.2), new(110, 78, 77.9), new(410, 396, 391.3)]);
        await store.Container(ContainerName.Forecasts).GetBlobClient("scorecards/2023.json").UploadAsync(
            BinaryData.FromObjectAsJson(new Scorecard(2023, "1", [new(Trees, UnitLevel.Province, 8, score)]), StoredJson.Options), cancel);
    }

    /// <summary>The forecast of a unit.</summary>
    public static UnitForecast Forecast(Unit unit, ReportingYear reportingYear) => new(
        unit.Code, 2024, AsOf, MonthsKnown, Reflects, "0a1b2c",
        [.. reportingYear.Plan.Indicators.Select(
            (indicator, index) => Indicator(unit, indicator, index, reportingYear.Targets.Find(unit.Code, indicator.Code)))]);

    private static IndicatorForecast Indicator(Unit unit, Indicator indicator, int index, decimal? target)
    {
        var (reported, expected) = unit.Code == Silent ? (0, 11) : unit.Level == UnitLevel.Country ? (740, 759) : (11, 11);
        if (target is not > 0)
        {
            return IndicatorForecast.WithoutData(indicator.Code, null, AsOf.Year) with
            {
                Since = AsOf,
                YearToDate = 120,
                Reported = reported,
                Expected = expected,
                Projection = Projected(180, 150, 210, 130, 240, null),
            };
        }

        var goal = (double)target;
        var level = Level(unit, indicator.Code, index);
        var projected = goal * level;
        var toDate = Math.Round(target.Value * (decimal)(level * 0.62), indicator.Kind == IndicatorKind.Ratio ? 4 : 0);
        var chance = Math.Clamp((level - 0.8) / 0.4, 0.02, 0.98);
        var status = StatusRule.Decide(chance, (double)toDate >= goal, MonthsKnown, null, new StatusThresholds());
        IReadOnlyList<StatusReason> reasons = status is TargetStatus.Lagging or TargetStatus.AtRisk
            ? [
                new(ReasonCode.BehindLastYear, ReasonKind.Performance, (double)toDate, (double)toDate * 1.2, 0.2),
                new(ReasonCode.UnitsSilent, ReasonKind.Reporting, 3, 24, 0.1),
            ]
            : [];
        return new IndicatorForecast
        {
            Indicator = indicator.Code,
            Status = status,
            Since = IsNew(unit, indicator) ? AsOf.AddDays(-1) : new DateOnly(2024, 8, 15),
            Before = IsNew(unit, indicator) ? TargetStatus.OnTrack : null,
            Course = reasons.Count == 0 ? null : [.. Enumerable.Range(1, MonthsKnown).Select(month => Done(projected, month))],
            CourseBefore = reasons.Count == 0 ? null : [.. Enumerable.Range(1, 12).Select(month => Done(goal * 0.9, month))],
            YearToDate = toDate,
            Target = target,
            RequiredMonthlyPace = Math.Max(0, target.Value - toDate) / 4,
            ExpectedToDate = goal * 0.63,
            Reported = reported,
            Expected = expected,
            Reasons = reasons,
            BestComparablePace = goal / 14,
            PastYears = [goal * 0.7, goal * 0.85, goal * 0.9],
            Projection = Projected(projected, projected * 0.93, projected * 1.06, projected * 0.88, projected * 1.1, chance),
        };
    }

    /// <summary>What trees project.</summary>
    public static YearEndProjection Projected(
        double point, double low80, double high80, double low95, double high95, double? probability) =>
        new(point, "trees")
        {
            Interval80 = new PredictionInterval(low80, high80),
            Interval95 = new PredictionInterval(low95, high95),
            Probability = probability,
        };

    private static bool IsNew(Unit unit, Indicator indicator) => unit.Code == NewlyBehind && indicator.Code == Trees;

    private static double Level(Unit unit, IndicatorCode indicator, int index) => indicator == Trees
        ? unit.Code == CarriesTheGap ? 0.05 : unit.Code == NewlyBehind ? 0.85 : unit.Code == Behind ? 0.8
            : unit.Level == UnitLevel.Country ? 0.82 : 1.05
        : (index % 5) switch { 0 => 1.08, 1 => 1.2, 2 => 0.96, 3 => 1.7, _ => 1.12 };

    private static UnitYear Year(Unit unit, ReportingYear reportingYear, int year, decimal factor)
    {
        var months = year == 2024 ? MonthsKnown : 12;
        var cells = reportingYear.Plan.Indicators.Select(
            (indicator, index) => KeyValuePair.Create(indicator.Code, Enumerable.Range(1, 12).Select(month =>
            {
                if (month > months || reportingYear.Targets.Find(unit.Code, indicator.Code) is not { } target)
                    return RollupCell.Empty;
                var share = (decimal)Level(unit, indicator.Code, index) * factor * Season(month);
                return indicator.Kind == IndicatorKind.Ratio
                    ? new RollupCell(
                        Measure.Ratio(Math.Round(Math.Min(target * share, 1) * 1000), 1000),
                        Measure.Ratio(Math.Round(Math.Min(target * share, 1) * 1000), 1000), 1, 1, 1)
                    : new RollupCell(
                        Measure.Amount(Math.Round(target * (share
                            - ((decimal)Level(unit, indicator.Code, index) * factor * Season(month - 1))))),
                        Measure.Amount(Math.Round(target * share)), 1, 1, 1);
            }).ToArray()));
        return new UnitYear(unit.Code, year, Rollup.Empty, Rollup.FromCells(cells), Reflects, default);
    }

    private static double? Done(double year, int month) => year * (double)Season(month);

    // The share of a year that is usual by the end of a month: campaigns in March and over the summer.
    private static decimal Season(int month) => new[] { 0m, .03m, .08m, .22m, .27m, .33m, .45m, .58m, .66m, .72m, .8m, .9m, 1m }[month];
}

using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Parts;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Storage;

namespace YouthFunctions.Benchmarks.Load;

/// <summary>What the export costs, by the steps of a run; measured on the emulator, whose own time is not counted.</summary>
/// <param name="Tables">The tables of a year of some provinces: a part of the second step.</param>
/// <param name="Month">The forecasts of a month of thirty nights of some provinces: a part of the first step.</param>
/// <param name="CountryTables">The country's files of the table with the most rows: a part of the fourth step.</param>
/// <param name="CountryMonth">The country's files of a month of forecasts.</param>
internal sealed record ExportCosts(StepCost Tables, StepCost Month, StepCost CountryTables, StepCost CountryMonth)
{
    /// <summary>As many nights as a month has at most.</summary>
    public const int Nights = 31;

    private const int MeasuredNights = 6;
    private static readonly DateTimeOffset Now = new(2024, 12, 31, 20, 30, 0, TimeSpan.Zero);

    /// <summary>Measures them by two provinces, of which one has some times the units of the other.</summary>
    public static async Task<ExportCosts> MeasureAsync()
    {
        await using var emulator = await CountryStorage.StartEmulatorAsync();
        var store = Store.FromConnectionString(emulator.ConnectionString);
        await store.CreateMissingAsync(default);
        var country = new Country(communes: true, seed: 20240915);
        var tree = country.Basis.Tree;
        var provinces = tree.Children(UnitCode.Country).OrderBy(province => tree.SubTree(province.Code).Count()).ToArray();
        UnitCode[] measured = [provinces[provinces.Length / 3].Code, provinces[^1].Code];
        await CountryStorage.FillAsync(store, country, measured);
        await using var services = CountryStorage.Services(store);
        await ArchiveAsync(services.GetRequiredService<ForecastArchive>(), country, measured);
        var plan = (await services.GetRequiredService<PlanStore>().FindAsync(2024, default))!;
        var year = new YearToExport(plan, HasPlan: true, HasReports: true);
        var snapshots = services.GetRequiredService<SnapshotStore>();
        var (years, months, nationals) = (services.GetRequiredService<YearExport>(), services.GetRequiredService<ForecastExport>(),
            services.GetRequiredService<NationalExport>());
        var made = new List<Measured>();
        await RunAsync(measured[0]); // once unmeasured: what is compiled and loaded is paid once
        made.Clear();
        foreach (var province in measured)
            await RunAsync(province);
        var nights = (double)Nights / MeasuredNights;
        return new ExportCosts(Cost(0), Cost(1).Times(nights), Cost(2), Cost(3).Times(nights));

        async Task RunAsync(UnitCode province)
        {
            var (units, range) = (tree.SubTree(province).Count(), new ProvinceRange(province.ToString(), $"{province}-"));
            IReadOnlyList<SnapshotFile> tables = [], month = [];
            made.Add(await MeasureAsync(units, files => years.WriteProvincesAsync(year, range, files, Now, default), all => tables = all));
            made.Add(await MeasureAsync(
                units,
                files => months.WriteAsync(ForecastTables.History.Name, 2024, "2024-12", range, files, Now, default),
                all => month = all));
            made.Add(await MeasureAsync(
                units, files => nationals.WriteAsync(RollupTables.Rollups.Name, 2024, null, tables, files, default), _ => { }));
            made.Add(await MeasureAsync(
                units, files => nationals.WriteAsync(ForecastTables.History.Name, 2024, "2024-12", month, files, default), _ => { }));
        }

        Task<Measured> MeasureAsync(int units, Func<SnapshotFiles, Task> write, Action<IReadOnlyList<SnapshotFile>> take) =>
            Measured.RunAsync(units, async () =>
            {
                await using var files = new SnapshotFiles(snapshots, null);
                await write(files);
                await files.WaitForUploadsAsync();
                take(files.All);
            });

        StepCost Cost(int step) => StepCost.Through(made[step], made[step + (made.Count / 2)]);
    }

    private static async Task ArchiveAsync(ForecastArchive archive, Country country, UnitCode[] provinces)
    {
        var random = new Random(1);
        for (var night = 1; night <= MeasuredNights; night++)
            await archive.SaveAsync(
                2024, new DateOnly(2024, 12, night),
                provinces.SelectMany(country.Basis.Tree.SubTree).Select(unit => Forecast(unit, new DateOnly(2024, 12, night))), [], null,
                default);

        UnitForecast Forecast(Unit unit, DateOnly day) => new(
            unit.Code, 2024, day, 11, Now, "0a1b2c3d0a1b2c3d",
            [
                .. country.Plan.Indicators.Select(indicator => new IndicatorForecast
                {
                    Indicator = indicator.Code,
                    Status = TargetStatus.AtRisk,
                    Since = new DateOnly(2024, 9, 1),
                    YearToDate = random.Next(100_000),
                    Target = random.Next(100_000),
                    Projection = new YearEndProjection(random.NextDouble() * 1000, "trees")
                    {
                        Interval80 = new PredictionInterval(random.NextDouble(), 900.5 + random.NextDouble()),
                        Interval95 = new PredictionInterval(random.NextDouble(), 1900.5 + random.NextDouble()),
                        Probability = random.NextDouble(),
                    },
                }),
            ]);
    }
}

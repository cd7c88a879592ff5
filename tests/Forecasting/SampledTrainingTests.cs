using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasts.Parts;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>A country too large to learn from as a whole: its model knows some of the units, and forecasts them all.</summary>
[Trait("Category", "siege")]
public sealed class SampledTrainingTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Year = 2024;
    private const int YearsBefore = 4;
    private const int MonthsKnown = 5;
    private static readonly UnitTree Tree = SmallCountry.Trees.Last(tree => tree.From.Year <= Year);

    [Fact]
    public async Task A_model_of_every_other_unit_forecasts_all_and_much_as_one_of_all_does()
    {
        var prefix = StorageFixture.NewPrefix();
        var (whole, card) = await NightAsync(prefix, isFirst: true, mostNodes: null);
        await ModelsOf(prefix).DeleteBlobAsync(await ModelAsync(prefix)); // or it would serve the other night too
        var (sampled, cardOfSome) = await NightAsync(prefix, isFirst: false, mostNodes: whole.Count * 2 / 3);

        // Half of the districts, and all that are above them.
        Assert.InRange(cardOfSome.Rows, card.Rows / 4, card.Rows * 11 / 20);
        Assert.Equal(whole.Keys.Order(), sampled.Keys.Order());
        Assert.True(whole.Count > 70, $"{whole.Count} forecasts");
        var ratios = whole.Select(unit => sampled[unit.Key].Point / unit.Value.Point).ToArray();
        Assert.InRange(Quantiles.Median(ratios), 0.7, 1.4);
        AssertEach.All(sampled, unit => Assert.True(
            unit.Value.Interval80!.Low <= unit.Value.Point && unit.Value.Point <= unit.Value.Interval80.High
                && unit.Value.Interval95!.Low <= unit.Value.Interval80.Low && unit.Value.Interval80.High <= unit.Value.Interval95.High,
            $"{unit.Key}: {unit.Value}"));
    }

    private async Task<(Dictionary<string, YearEndProjection> Forecasts, ModelCard Card)> NightAsync(
        string prefix, bool isFirst, int? mostNodes)
    {
        await using var app = await TestApp.StartAsync(storage, prefix: prefix, services: SmallCountry.Register, heldOpenYears: [Year]);
        if (isFirst)
            await ReportAsync(app);
        var steps = app.Services.GetRequiredService<ForecastSteps>();
        steps.MostNodesToLearnFrom = mostNodes ?? steps.MostNodesToLearnFrom;
        await TestApp.RunAsync(app.Services, "Forecast");
        var night = await app.Services.GetRequiredService<ForecastStore>().AllAsync(Tree, Year, default).ToListAsync();
        using var model = new MemoryStream();
        await ModelsOf(prefix).GetBlobClient(await ModelAsync(prefix)).DownloadToAsync(model);
        model.Position = 0;
        return (
            night.SelectMany(unit => unit.Indicators.Where(forecast => forecast.Projection is not null)
                .Select(forecast => (unit.Unit, forecast.Projection)))
                .ToDictionary(forecast => forecast.Unit.ToString(), forecast => forecast.Projection!),
            YearEndForecaster.Load(model).Card);
    }

    private BlobContainerClient ModelsOf(string prefix) =>
        Store.FromConnectionString(storage.ConnectionString, prefix).Container(ContainerName.Forecasts);

    private async Task<string> ModelAsync(string prefix) =>
        (await ModelsOf(prefix).GetBlobsAsync(default, default, "models/", default).SingleAsync()).Name;

    // Four years of every district, and this year's months, of one indicator with a season.
    private static async Task ReportAsync(TestApp app)
    {
        var (chance, history) = (new Random(1), new StringBuilder("unit,indicator,year,month,amount,numerator,denominator\n"));
        var reports = new StringBuilder("unit,period,trees-planted\n");
        foreach (var unit in Tree.TopDown.Where(unit => Tree.Children(unit.Code).Count == 0))
        {
            var level = 50 * Math.Exp(2 * chance.NextDouble());
            for (var month = 0; month < (YearsBefore * 12) + MonthsKnown; month++)
            {
                var (year, number) = (Year - YearsBefore + (month / 12), (month % 12) + 1);
                level *= Math.Exp(0.05 * (chance.NextDouble() - 0.5));
                var amount = (int)(level * (1 + (0.8 * Math.Sin(2 * Math.PI * number / 12))) * (0.8 + (0.4 * chance.NextDouble())));
                if (year < Year)
                    history.Append(CultureInfo.InvariantCulture, $"{unit.Code},trees-planted,{year},{number},{amount},,\n");
                else
                    reports.Append(CultureInfo.InvariantCulture, $"{unit.Code},{year}-{number:00},{amount}\n");
            }
        }

        await SentYears.SendAsync(app, history, reports);
    }
}

using Azure.Storage.Blobs.Models;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>A model is trained once for the same years, units and way of training.</summary>
public sealed class ModelStoreTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Year = 2015;
    private static readonly ForecastOptions Options = new(Seed: 7, Trainer: TreeTrainer.None, CalibrationYears: 2);

    [Fact]
    public async Task What_decides_a_model_decides_its_blob_and_a_damaged_one_is_trained_again()
    {
        var store = storage.NewStore();
        await store.Container(ContainerName.Forecasts).CreateAsync();
        var (models, series) = (new ModelStore(store), SyntheticPanel.Make(3, 8, 2010, 6, 1).ToList());
        var panel = new ForecastPanel(series);
        var trained = await TrainAsync(models, panel, Options);
        var blob = Assert.Single(await BlobsAsync(store));
        Assert.Same(trained, await TrainAsync(models, panel, Options));
        var again = await TrainAsync(new ModelStore(store), panel, Options);
        Assert.Equal(blob.Properties.ETag, Assert.Single(await BlobsAsync(store)).Properties.ETag);
        Assert.Equal(
            trained.Predict(panel, Year, 4).All.Select(node => (node.Name, node.Forecast.Point)),
            again.Predict(panel, Year, 4).All.Select(node => (node.Name, node.Forecast.Point)));

        await TrainAsync(models, panel, Options with { Months = [4] });
        var moved = series.Select(item => item.Labels.Count > 0 ? item with { Labels = [.. item.Labels.Reverse()] } : item);
        await TrainAsync(models, new ForecastPanel(moved), Options);
        Assert.Equal(3, (await BlobsAsync(store)).Count);

        await store.Container(ContainerName.Forecasts).GetBlobClient(blob.Name)
            .UploadAsync(BinaryData.FromString("no zip"), overwrite: true);
        await TrainAsync(models, panel, Options);
        Assert.NotEqual(6, (await BlobsAsync(store)).Single(found => found.Name == blob.Name).Properties.ContentLength);
    }

    [Fact]
    public async Task Months_that_the_same_trees_serve_share_a_model()
    {
        var store = storage.NewStore();
        await store.Container(ContainerName.Forecasts).CreateAsync();
        var (models, panel) = (new ModelStore(store), new ForecastPanel(SyntheticPanel.Make(2, 4, 2010, 6, 1)));
        foreach (var (month, count) in new[] { (1, 1), (3, 1), (5, 1), (6, 2), (11, 2) })
        {
            var options = Options with { Months = YearEndForecaster.MonthsToTrain(panel, month) };
            var model = await TrainAsync(models, panel, options);
            Assert.NotEmpty(model.Predict(panel, Year, month).All);
            Assert.Equal(count, (await BlobsAsync(store)).Count);
        }

        Assert.Null(YearEndForecaster.MonthsToTrain(panel, 0));
        Assert.Null(YearEndForecaster.MonthsToTrain(panel, 12));
    }

    private static async Task<YearEndForecaster> TrainAsync(ModelStore models, ForecastPanel panel, ForecastOptions options) =>
        (await models.TrainAsync(
            PanelTotals.Create(panel.Series, Year).HistoryHash, Year, options,
            () => Task.FromResult(ForecastPanel.Before(panel.Series, Year)), default)).Model;

    private static async Task<IReadOnlyList<BlobItem>> BlobsAsync(Store store) =>
        await store.Container(ContainerName.Forecasts).GetBlobsAsync().ToListAsync();
}

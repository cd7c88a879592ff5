using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>A day's forecasts are in the archive whole or not at all.</summary>
public sealed class ForecastArchiveTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly DateOnly Day = new(2024, 9, 15);

    [Fact]
    public async Task A_run_that_is_ended_while_it_writes_leaves_the_archive_as_it_was()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(default);
        var archive = new ForecastArchive(store);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SaveUntilEndedAsync(Day));
        Assert.Empty(await archive.DaysAsync(2024, default));

        await archive.SaveAsync(2024, Day, [Forecast("01"), Forecast("79")], [], null, default);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SaveUntilEndedAsync(Day));
        Assert.Equal(["01", "79"], await archive.ReadAsync(2024, Day, default).Select(forecast => $"{forecast.Unit}").ToArrayAsync());

        async Task SaveUntilEndedAsync(DateOnly day)
        {
            using var ended = new CancellationTokenSource();
            await archive.SaveAsync(2024, day, Forecasts(), [], null, ended.Token);

            IEnumerable<UnitForecast> Forecasts()
            {
                yield return Forecast("01");
                ended.Cancel();
                yield return Forecast("79");
            }
        }
    }

    private static UnitForecast Forecast(string unit) =>
        new(UnitCode.Parse(unit), 2024, Day, 8, new DateTimeOffset(2024, 9, 15, 1, 0, 0, TimeSpan.Zero), "", []);
}

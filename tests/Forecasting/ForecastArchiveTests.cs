using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

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
        var archive = new ForecastArchive(store, Register("01-001"));
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

    [Fact]
    public async Task Some_provinces_are_read_by_their_bytes_as_the_whole_has_them()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(default);
        var archive = new ForecastArchive(store, Register("01-001"));
        await archive.SavePartAsync("runs/a", 2024, [Forecast("01"), Forecast("01-001"), Forecast("00001"), Forecast("79")], default);
        await archive.SavePartAsync("runs/b", 2024, [], default);
        await archive.SavePartAsync("runs/c", 2024, [Forecast("92"), Forecast("92-916")], default);
        await archive.SaveAsync(2024, Day, [Forecast("VN")], ["runs/a", "runs/b", "runs/c"], null, default);

        Assert.Equal("VN 01 01-001 00001 79 92 92-916", await WholeAsync(archive));
        Assert.Equal("01 01-001 00001 79", await RangeAsync(archive, null, "92"));
        Assert.Equal("79 92 92-916", await RangeAsync(archive, "79", "93"));
        Assert.Equal("VN 92 92-916", await RangeAsync(archive, "92", null));
        var blob = store.Container(ContainerName.Forecasts).GetBlobClient(ForecastArchive.ForecastsBlob(2024, Day));
        var said = (await blob.GetPropertiesAsync()).Value;
        var offsets = ArchiveOffsets.Read(said.Metadata["parts"])!;
        Assert.Equal(said.ContentLength, offsets.Length);
        Assert.True(offsets.PiecesOf(new ProvinceRange("79", "92")) is [{ From: > 0 } piece] && piece.Length < said.ContentLength / 2);

        // A unit that has come under another province since is read with that one, from the whole.
        Assert.Equal("92 92-916 00001", await RangeAsync(new ForecastArchive(store, Register("92-916")), "92", "93", ordered: true));

        // So is a day that the version before kept, which said nothing of the bytes.
        await blob.SetMetadataAsync(new Dictionary<string, string>());
        Assert.Equal("01 01-001 00001 79", await RangeAsync(archive, null, "92"));
        Assert.Equal("VN 92 92-916", await RangeAsync(archive, "92", null));
    }

    [Fact]
    public void Offsets_that_a_blob_does_not_take_are_left_out()
    {
        var offsets = ArchiveOffsets.None;
        Assert.Empty(ArchiveOffsets.Read(offsets.TryWrite()!)!.PiecesOf(default));
        for (var province = 1; province < 1_500; province++)
            offsets = offsets.Then(UnitCode.Parse("01"), province);
        Assert.Null(offsets.TryWrite());
        Assert.Null(ArchiveOffsets.Read("01:12 79"));
        Assert.Null(ArchiveOffsets.Read(""));
    }

    private static Task<string> WholeAsync(ForecastArchive archive) => CodesAsync(archive.ReadAsync(2024, Day, default));

    private static async Task<string> RangeAsync(ForecastArchive archive, string? from, string? to, bool ordered = false)
    {
        var codes = await CodesAsync(archive.ReadAsync(2024, Day, new ProvinceRange(from, to), default));
        return ordered
            ? string.Join(' ', codes.Split(' ').OrderByDescending(code => code.StartsWith("92", StringComparison.Ordinal)))
            : codes;
    }

    private static async Task<string> CodesAsync(IAsyncEnumerable<UnitForecast> forecasts) =>
        string.Join(' ', await forecasts.Select(forecast => $"{forecast.Unit}").ToArrayAsync());

    private static UnitRegister Register(string parentOfCommune) => new(
    [
        new UnitTree(new Month(2021, 1),
        [
            Unit("VN", null), Unit("01", "VN"), Unit("01-001", "01"), Unit("79", "VN"), Unit("92", "VN"), Unit("92-916", "92"),
            Unit("00001", parentOfCommune),
        ]),
    ]);

    private static Unit Unit(string code, string? parent) =>
        new(UnitCode.Parse(code), code, parent is null ? null : UnitCode.Parse(parent));

    private static UnitForecast Forecast(string unit) =>
        new(UnitCode.Parse(unit), 2024, Day, 8, new DateTimeOffset(2024, 9, 15, 1, 0, 0, TimeSpan.Zero), "", []);
}

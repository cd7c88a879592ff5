using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Calls;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>Snapshots as analysts reach them.</summary>
public sealed class DownloadTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    [Trait("Category", "siege")]
    public async Task AnalystsSeeTheirOwnSubTreeAndLinksWork()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        var run = await administrator.RunJobAsync("/api/exports/run");
        Assert.Equal(HttpStatusCode.OK, run.StatusCode);

        using var national = await app.SignInAsync(Role.Analyst, "VN");
        using var province = await app.SignInAsync(Role.Analyst, "01");
        using var district = await app.SignInAsync(Role.Analyst, "01-001");
        Assert.Contains("v1/targets/year=2024/VN.csv", await PathsAsync(national));
        Assert.Contains("v1/targets/year=2024/79.parquet", await PathsAsync(national));
        var seen = await PathsAsync(province);
        Assert.Contains("v1/targets/year=2024/01.csv", seen);
        Assert.Contains("workbook/year=2024/01.xlsx", seen);
        Assert.Contains("dictionary/dictionary.csv", seen);
        Assert.DoesNotContain(seen, path => path.Contains("VN", StringComparison.Ordinal) || path.Contains("79", StringComparison.Ordinal));
        AssertEach.All(await PathsAsync(district), path => Assert.DoesNotContain("/01.", path));

        var listing = await (await province.GetAsync("/api/exports")).JsonAsync();
        var file = listing.GetProperty("files").EnumerateArray()
            .Single(file => file.GetProperty("path").GetString() == "v1/targets/year=2024/01.csv");
        var whole = await province.GetAsync(file.GetProperty("href").GetString());
        var content = await whole.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(file.GetProperty("bytes").GetInt64(), content.Length);
        Assert.Equal(
            file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
        Assert.Equal("text/csv", whole.Content.Headers.ContentType!.MediaType);
        Assert.Equal("targets_2024_01.csv", whole.Content.Headers.ContentDisposition!.FileName);

        var part = await SendAsync(
            province, file.GetProperty("href").GetString()!, request => request.Headers.Range = new RangeHeaderValue(10, 19));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(content[10..20], await part.Content.ReadAsByteArrayAsync());
        var again = await SendAsync(
            province, file.GetProperty("href").GetString()!, request => request.Headers.IfNoneMatch.Add(whole.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);

        var id = listing.GetProperty("snapshot").GetString();
        Assert.Equal(HttpStatusCode.NotFound, (await province.GetAsync($"/api/exports/{id}/targets/year=2024/VN.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await province.GetAsync($"/api/exports/{id}/targets/year=2024/79.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await district.GetAsync($"/api/exports/{id}/targets/year=2024/01.csv")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await province.GetAsync("/api/exports/latest/targets/year=2024/01.csv")).StatusCode);
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        Assert.Equal(HttpStatusCode.Forbidden, (await reporter.GetAsync("/api/exports")).StatusCode);
    }

    [Fact]
    public async Task AnyInstantHasTheSnapshotThatWasInForce()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var analyst = await app.SignInAsync(Role.Analyst, "VN");
        Assert.Empty((await (await analyst.GetAsync("/api/exports")).JsonAsync()).GetProperty("files").EnumerateArray());
        var store = app.Services.GetRequiredService<SnapshotStore>();
        var first = await PublishAsync(store, new DateTimeOffset(2024, 6, 1, 20, 30, 0, TimeSpan.Zero));
        var second = await PublishAsync(store, new DateTimeOffset(2024, 6, 2, 20, 30, 0, TimeSpan.Zero));

        Assert.Equal(second, await SnapshotAsync(analyst, ""));
        Assert.Equal(first, await SnapshotAsync(analyst, "?asOf=2024-06-02T20:29:59Z"));
        Assert.Equal(second, await SnapshotAsync(analyst, "?asOf=2024-06-02T20:30:00Z"));
        Assert.Equal(first, await SnapshotAsync(analyst, "?asOf=2024-06-02")); // the day ends at 17:00 UTC
        Assert.Equal(second, await SnapshotAsync(analyst, "?asOf=2024-06-03"));
        Assert.Equal(first, await SnapshotAsync(analyst, $"?snapshot={first}"));
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/api/exports?asOf=2024-05-31")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.GetAsync("/api/exports?asOf=yesterday")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/api/exports?snapshot=../latest")).StatusCode);
    }

    [Fact]
    public async Task ASnapshotThatAnotherInstanceRemovedIsNotFound()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var analyst = await app.SignInAsync(Role.Analyst, "VN");
        var store = app.Services.GetRequiredService<SnapshotStore>();
        var path = Path.GetTempFileName();
        await using (var content = File.Create(path))
        await using (var csv = new CsvFile<IndicatorRow>(PlanTables.Indicators, content))
            await csv.WriteAsync([], default);
        var bytes = await File.ReadAllBytesAsync(path);
        var file = new SnapshotFile(
            "indicators/all.csv", PlanTables.Indicators.Name, "csv", null, null, 0, bytes.Length,
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        await store.PutAsync(path, file, default);
        File.Delete(path);
        var old = await PublishAsync(store, new DateTimeOffset(2024, 6, 1, 20, 30, 0, TimeSpan.Zero), file);
        await PublishAsync(store, new DateTimeOffset(2024, 6, 2, 20, 30, 0, TimeSpan.Zero));
        string[] addresses =
        [
            $"/api/exports/{old}/indicators/all.csv", $"/api/exports/{old}/all.zip", $"/api/data/indicators?snapshot={old}",
            $"/api/data/indicators?snapshot={old}&format=csv", $"/api/data/indicators?snapshot={old}&format=parquet",
            $"/api/exports/changes?from={old}",
        ];
        foreach (var address in addresses)
        {
            var (manifest, blob) = (store.Container.GetBlobClient(SnapshotNames.Manifest(old)), store.Container.GetBlobClient(file.Blob));
            Assert.Equal((address, HttpStatusCode.OK), (address, await StatusAsync(address)));
            var (kept, content) = ((await manifest.DownloadContentAsync()).Value, (await blob.DownloadContentAsync()).Value);
            await manifest.DeleteAsync();
            await blob.DeleteAsync();
            Assert.Equal((address, HttpStatusCode.NotFound), (address, await StatusAsync(address)));
            Assert.Null(await store.FindAsync(old, default)); // it is forgotten
            await manifest.UploadAsync(kept.Content);
            await blob.UploadAsync(content.Content);
        }

        async Task<HttpStatusCode> StatusAsync(string address)
        {
            using var answer = await analyst.GetAsync(address);
            return answer.StatusCode;
        }
    }

    private static async Task<string> PublishAsync(SnapshotStore store, DateTimeOffset instant, params SnapshotFile[] files)
    {
        var manifest = new Manifest(
            SnapshotNames.Id(instant, 0), instant, SchemaHistory.Version, new Dictionary<string, string>(), files);
        await store.PublishAsync(manifest, (await store.LatestAsync(default))?.Version, default);
        return manifest.Id;
    }

    private static async Task<string?> SnapshotAsync(HttpClient client, string query) =>
        (await (await client.GetAsync($"/api/exports{query}")).JsonAsync()).GetProperty("snapshot").GetString();

    private static async Task<string[]> PathsAsync(HttpClient client) =>
        [.. (await (await client.GetAsync("/api/exports")).JsonAsync()).GetProperty("files").EnumerateArray()
            .Select(file => file.GetProperty("path").GetString()!)];

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string address, Action<HttpRequestMessage> change)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        change(request);
        return client.SendAsync(request);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>Where the product reaches storage by its identity, downloads are signed links on the blobs themselves: for a
/// quarter of an hour, to read, one file each, and only files that the analyst may see.</summary>
public sealed class SignedLinkTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private const string EmulatorVersion = "2025-11-05";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("Category", "siege")]
    public async Task AnAnalystsLinksReadItsOwnFilesForAQuarterOfAnHour()
    {
        await using var blobs = await HttpsBlobService.StartAsync();
        var prefix = StorageFixture.NewPrefix();
        var store = new Store(
            new TableServiceClient(storage.ConnectionString), blobs.Client, new QueueServiceClient(storage.ConnectionString), prefix);
        await store.CreateMissingAsync(default);
        await using var app = await TestApp.StartAsync(storage, prefix: prefix, services: services => services.AddSingleton(store));
        var own = await PublishAsync(app.Services.GetRequiredService<SnapshotStore>());
        using var analyst = await app.SignInAsync(Role.Analyst, "01");
        var listing = await (await analyst.GetAsync("/api/exports")).JsonAsync();
        var files = listing.GetProperty("files").EnumerateArray()
            .ToDictionary(file => file.GetProperty("path").GetString()!, file => new Uri(file.GetProperty("href").GetString()!));
        Assert.Equal(["dictionary/all.csv", "reports/year=2024/01.csv"], files.Keys.Order());

        var link = files["reports/year=2024/01.csv"];
        var query = QueryHelpers.ParseQuery(link.Query);
        var now = TimeProvider.System.GetUtcNow();
        var ends = DateTimeOffset.Parse(query["se"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("r b https", $"{query["sp"]} {query["sr"]} {query["spr"]}");
        Assert.InRange(ends, now.AddMinutes(13), now.AddMinutes(15));
        Assert.InRange(listing.GetProperty("linksExpireUtc").GetDateTimeOffset() - ends, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.True(query.ContainsKey("skoid"), "signed by a user delegation key, not by an account key");

        // The signature is over all of that. Of the emulator's version it has to be made again, by the same key.
        var key = await DelegationKeyAsync(blobs, query);
        Assert.Equal(query["sig"], Signature(link, key, query["sv"]!, newerFields: 2));
        link = new Uri(link.AbsoluteUri.Replace($"sv={query["sv"]}", $"sv={EmulatorVersion}", StringComparison.Ordinal).Replace(
            Uri.EscapeDataString(query["sig"]!), Uri.EscapeDataString(Signature(link, key, EmulatorVersion, newerFields: 0)),
            StringComparison.Ordinal));

        using var outside = HttpsBlobService.Http();
        var answer = await outside.GetAsync(link);
        Assert.True(answer.IsSuccessStatusCode, link + await answer.Content.ReadAsStringAsync());
        Assert.Equal(own, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment; filename=\"reports_2024_01.csv\"", answer.Content.Headers.ContentDisposition!.ToString());
        using var part = new HttpRequestMessage(HttpMethod.Get, link);
        part.Headers.Range = new RangeHeaderValue(2, 5);
        var range = await outside.SendAsync(part);
        Assert.Equal(
            (HttpStatusCode.PartialContent, own[2..6].Length), (range.StatusCode, (await range.Content.ReadAsByteArrayAsync()).Length));

        // The same signature opens nothing else, writes nothing, and lasts no longer than it says.
        var neighbour = store.Container(ContainerName.Exports).GetBlobClient(Blob("b,c\r\n")).Uri;
        Assert.Equal(HttpStatusCode.Forbidden, (await outside.GetAsync(neighbour + link.Query)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await outside.DeleteAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await outside.GetAsync(link.AbsoluteUri.Replace(
            "se=" + Uri.EscapeDataString(query["se"]!), "se=" + Uri.EscapeDataString($"{ends.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}"),
            StringComparison.Ordinal))).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await outside.GetAsync(neighbour)).StatusCode);
    }

    // learn.microsoft.com/rest/api/storageservices/create-user-delegation-sas; versions from 2026 sign two fields more.
    private static string Signature(Uri link, byte[] key, string version, int newerFields)
    {
        var query = QueryHelpers.ParseQuery(link.Query);
        string Of(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
        string[] fields =
        [
            Of("sp"), Of("st"), Of("se"), "/blob" + link.AbsolutePath, Of("skoid"), Of("sktid"), Of("skt"), Of("ske"), Of("sks"), Of("skv"),
            "", "", "", "", "", "", Of("spr"), version, Of("sr"), "", "", .. Enumerable.Repeat("", newerFields), "", Of("rscd"), "", "", "",
        ];
        return Convert.ToBase64String(HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', fields))));
    }

    private static async Task<byte[]> DelegationKeyAsync(
        HttpsBlobService blobs, Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query)
    {
        DateTimeOffset At(string name) => DateTimeOffset.Parse(query[name]!, System.Globalization.CultureInfo.InvariantCulture);
        var key = await blobs.Client.GetUserDelegationKeyAsync(
            new Azure.Storage.Blobs.Models.BlobGetUserDelegationKeyOptions(At("ske")) { StartsOn = At("skt") });
        return Convert.FromBase64String(key.Value.Value);
    }

    private async Task<byte[]> PublishAsync(SnapshotStore snapshots)
    {
        var files = new List<SnapshotFile>();
        foreach (var (path, unit, text) in new[]
        {
            ("reports/year=2024/01.csv", "01", "a,b\r\nHà Nội"), ("reports/year=2024/79.csv", "79", "b,c\r\n"),
            ("reports/year=2024/VN.csv", "VN", "c,d\r\n"), ("dictionary/all.csv", null, "d,e\r\n"),
        })
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            var file = new SnapshotFile(
                path, "reports", "csv", 2024, unit is null ? null : UnitCode.Parse(unit), 1, bytes.Length, Hash(bytes));
            var temporary = Path.Combine(_folder.FullName, "file");
            await File.WriteAllBytesAsync(temporary, bytes);
            await snapshots.PutAsync(temporary, file, default);
            files.Add(file);
        }

        var instant = new DateTimeOffset(2024, 6, 1, 20, 30, 0, TimeSpan.Zero);
        await snapshots.PublishAsync(
            new Manifest(SnapshotNames.Id(instant, 0), instant, SchemaHistory.Version, new Dictionary<string, string>(), files), null,
            default);
        return System.Text.Encoding.UTF8.GetBytes("a,b\r\nHà Nội");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Blob(string text)
    {
        var hash = Hash(System.Text.Encoding.UTF8.GetBytes(text));
        return $"{SnapshotNames.Data}{hash[..2]}/{hash}";
    }
}

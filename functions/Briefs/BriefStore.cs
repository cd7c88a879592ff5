using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Storage;

namespace YouthFunctions.Briefs;

/// <summary>Briefs in their container, <c>YEAR/UNIT/MONDAY.json</c>, <c>.html</c> (Vietnamese) and <c>.en.html</c>; past ones
/// stay.</summary>
public sealed class BriefStore(Store store)
{
    private Azure.Storage.Blobs.BlobContainerClient Container => store.Container(ContainerName.Briefs);

    /// <summary>The latest brief of a unit and year from before a Monday; null when there is none.</summary>
    public async Task<BriefDocument?> BeforeAsync(UnitCode unit, int year, DateOnly week, CancellationToken cancel)
    {
        BlobItem? latest = null;
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder(unit, year), cancel))
            if (blob.Name.EndsWith(".json", StringComparison.Ordinal)
                && string.CompareOrdinal(blob.Name, Name(unit, year, week, "json")) < 0)
                latest = blob;
        if (latest is null)
            return null;
        return await Container.GetBlobClient(latest.Name).FindJsonAsync<BriefDocument>(cancel);
    }

    /// <summary>Keeps a brief; its JSON is written last, so that one that has it is whole.</summary>
    public async Task SaveAsync(BriefDocument brief, BinaryData vietnamese, BinaryData english, CancellationToken cancel)
    {
        const string Html = "text/html; charset=utf-8";
        await PutAsync(Name(brief.Unit, brief.Year, brief.Week, PageEnding(Language.Vietnamese)), vietnamese, Html, cancel);
        await PutAsync(Name(brief.Unit, brief.Year, brief.Week, PageEnding(Language.English)), english, Html, cancel);
        await PutAsync(
            Name(brief.Unit, brief.Year, brief.Week, "json"), BinaryData.FromObjectAsJson(brief, StoredJson.Options), "application/json",
            cancel);
    }

    /// <summary>The ending of the page of a brief in a language.</summary>
    public static string PageEnding(Language language) => language == Language.Vietnamese ? "html" : "en.html";

    /// <summary>A brief's file by its ending, <c>json</c> or a page's; null when there is none.</summary>
    public async Task<BinaryData?> FindAsync(UnitCode unit, int year, DateOnly week, string kind, CancellationToken cancel) =>
        (await Container.GetBlobClient(Name(unit, year, week, kind)).FindContentAsync(cancel))?.Content;

    /// <summary>The Mondays of a unit's briefs, the latest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> WeeksAsync(UnitCode unit, int year, CancellationToken cancel)
    {
        var weeks = new List<DateOnly>();
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder(unit, year), cancel))
            if (blob.Name.EndsWith(".json", StringComparison.Ordinal)
                && DateOnly.TryParseExact(
                    blob.Name.AsSpan(Folder(unit, year).Length)[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                    out var week))
                weeks.Add(week);
        return [.. weeks.OrderDescending()];
    }

    /// <summary>Takes the right to post a week's message; false when it was taken before. Whoever takes it posts, and
    /// nobody else does: a message is rather lost than sent twice.</summary>
    public async Task<bool> TryClaimPostAsync(int year, DateOnly week, CancellationToken cancel)
    {
        var blob = Container.GetBlobClient(PostName(year, week));
        var claim = RandomNumberGenerator.GetHexString(16);
        try
        {
            await blob.UploadAsync(BinaryData.FromString(claim), overwrite: false, cancel);
            return true;
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            // The answer to our own taking may have been lost, and its repetition refused.
            return (await blob.FindContentAsync(cancel))?.Content.ToString() == claim;
        }
    }

    /// <summary>Gives the right back, when the message surely was not taken.</summary>
    public Task ReleasePostAsync(int year, DateOnly week, CancellationToken cancel) =>
        Container.GetBlobClient(PostName(year, week)).DeleteIfExistsAsync(cancellationToken: cancel);

    private async Task PutAsync(string name, BinaryData content, string mediaType, CancellationToken cancel) =>
        await Container.GetBlobClient(name).UploadAsync(
            content, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = mediaType } }, cancel);

    private static string Folder(UnitCode unit, int year) => string.Create(CultureInfo.InvariantCulture, $"{year}/{unit}/");

    private static string Name(UnitCode unit, int year, DateOnly week, string kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}/{unit}/{week:yyyy-MM-dd}.{kind}");

    private static string PostName(int year, DateOnly week) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}/posted/{week:yyyy-MM-dd}");
}

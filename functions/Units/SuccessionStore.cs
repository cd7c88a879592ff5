using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;

namespace YouthFunctions.Units;

/// <summary>
/// Who takes over from whom between the trees of the register: by the file that an administrator imported, or else by the
/// one that is shipped. Nothing else depends on it, so that removing an imported file undoes its import.
/// </summary>
public sealed class SuccessionStore(Store store, UnitRegister register, TimeProvider clock)
{
    /// <summary>Where imported files are, in the container <c>locks</c>.</summary>
    public const string Folder = "successions/";

    // Of the process, as the shipped files and trees are that most of them come from.
    private static readonly ConcurrentDictionary<(UnitTree From, UnitTree To), (Succession[] Steps, Succession Between)> Composed = new();

    // By the trees themselves and not their months: an imported tree may be taken out and another come in its place.
    private readonly RevalidatingCache<UnitTree, Version> _cache = new(clock, CacheLifetimes.ThirtySeconds);

    /// <summary>Who takes over when one reads what was done on a tree on another one, in either direction; the same object
    /// as long as no file changes.</summary>
    public async Task<Succession> BetweenAsync(UnitTree from, UnitTree to, CancellationToken cancel)
    {
        var (earlier, later) = from.From <= to.From ? (from, to) : (to, from);
        var steps = new List<Succession>();
        foreach (var tree in register.Trees.Where(tree => tree.From > earlier.From && tree.From <= later.From))
            steps.Add((await FindFileAsync(tree, cancel)).Succession);
        if (Composed.TryGetValue((from, to), out var known) && known.Steps.SequenceEqual(steps))
            return known.Between;
        var succession = steps.Aggregate(Succession.Unchanged(earlier), (sum, step) => sum.Then(step));
        if (from.From > to.From)
            succession = succession.Reversed().Completed(from, to); // a new unit that took over from nobody had none before
        Composed[(from, to)] = ([.. steps], succession);
        return succession;
    }

    /// <summary>Stores a file that was read without faults.</summary>
    /// <param name="after">The tree whose units take over.</param>
    /// <param name="file">The file.</param>
    /// <param name="standing">What was imported before, as <see cref="FindStoredAsync"/> gave it; null for nothing.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <returns>Its version; null when another administrator stored one meanwhile, and this one was not.</returns>
    public async Task<ETag?> SaveAsync(UnitTree after, string file, BlobDownloadResult? standing, CancellationToken cancel)
    {
        var blob = Blob(after);
        try
        {
            var options = new BlobUploadOptions { Conditions = BlobDocuments.Unchanged(standing?.Details.ETag) };
            return (await blob.UploadAsync(BinaryData.FromString(file), options, cancel)).Value.ETag;
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            // A write whose answer was lost meets itself when it is tried again.
            return await blob.FindContentAsync(cancel) is { } found && found.Content.ToString() == file ? found.Details.ETag : null;
        }
        finally
        {
            _cache.Invalidate(after);
        }
    }

    /// <summary>Puts back what was imported before, unless somebody stored another since.</summary>
    /// <param name="after">The tree whose units take over.</param>
    /// <param name="standing">What was imported before; null for nothing.</param>
    /// <param name="saved">The version that is to go.</param>
    /// <param name="cancel">Stops the call.</param>
    public async Task RestoreAsync(UnitTree after, BlobDownloadResult? standing, ETag saved, CancellationToken cancel)
    {
        var unchanged = new BlobRequestConditions { IfMatch = saved };
        try
        {
            if (standing is null)
                await Blob(after).DeleteAsync(DeleteSnapshotsOption.None, unchanged, cancel);
            else
                await Blob(after).UploadAsync(standing.Content, new BlobUploadOptions { Conditions = unchanged }, cancel);
        }
        catch (RequestFailedException another) when (another.Status is 404 or 409 or 412)
        {
            // Another administrator's file stands by now, and is the one that counts.
        }
        finally
        {
            _cache.Invalidate(after);
        }
    }

    /// <summary>Removes the imported file; the shipped one, if any, counts again.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(UnitTree after, CancellationToken cancel)
    {
        var removed = await store.Container(ContainerName.Locks).DeleteBlobIfExistsAsync(Name(after), cancellationToken: cancel);
        _cache.Invalidate(after);
        return removed.Value;
    }

    /// <summary>The text of the file that was imported for a tree; null when none was.</summary>
    public async Task<string?> FindImportedAsync(UnitTree after, CancellationToken cancel) =>
        (await FindStoredAsync(after, cancel))?.Content.ToString();

    /// <summary>The file that was imported for a tree, with its version; null when none was.</summary>
    public Task<BlobDownloadResult?> FindStoredAsync(UnitTree after, CancellationToken cancel) => Blob(after).FindContentAsync(cancel);

    /// <summary>The tree in force before one of the register's; null for the first.</summary>
    public UnitTree? Before(UnitTree after) => register.Before(after.From);

    /// <summary>The file that tells how a tree came from the one before it: the imported one, or else the shipped one.</summary>
    public async Task<SuccessionFile> FindFileAsync(UnitTree after, CancellationToken cancel) =>
        (await _cache.GetAsync(after, former => ReadAsync(after, former, CancellationToken.None), cancel)).File;

    private async Task<Version> ReadAsync(UnitTree after, Version? former, CancellationToken cancel)
    {
        var imported = await FindStoredAsync(after, cancel);
        if (former is not null && former.Tag == imported?.Details.ETag)
            return former;
        var before = Before(after)!;
        if (imported is null)
            return new Version(null, ShippedSuccessions.Read(before, after));
        using var text = new StringReader(imported.Content.ToString());
        return new Version(imported.Details.ETag, await SuccessionFile.ReadAsync(text, before, after, cancel));
    }

    private BlobClient Blob(UnitTree after) => store.Container(ContainerName.Locks).GetBlobClient(Name(after));

    private static string Name(UnitTree after) => $"{Folder}{Day(after)}.csv";

    private sealed record Version(ETag? Tag, SuccessionFile File);

    private static string Day(UnitTree after) => after.From.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;

namespace YouthFunctions.Units;

/// <summary>
/// The trees that administrators imported, a blob each, which it brings into the register: all at the start, and from then on what a
/// listing, made by one of many requests, tells to be new. So another instance has a tree within half a minute, and without a restart.
/// </summary>
public sealed class UnitTreeStore(Store store, UnitRegister register, TimeProvider clock, ILogger<UnitTreeStore> log)
{
    /// <summary>Where they are, in the container <c>locks</c>.</summary>
    public const string Folder = "unit-trees/";

    private const string Claim = "claim";

    // The last known list stands however long storage is away.
    private readonly RevalidatingCache<string, Listing> _cache =
        new(clock, CacheLifetimes.ThirtySeconds with { StaleIfError = TimeSpan.MaxValue });

    private readonly Lock _lock = new();
    private long _begun;
    private Listing? _inForce;

    /// <summary>Brings the register up to date if it was last done some time ago: nearly always without a call to storage.</summary>
    /// <exception cref="RequestFailedException">Storage is away, and was so since the start. Whoever asks the register then is
    /// refused too.</exception>
    public async ValueTask RefreshAsync(CancellationToken cancel)
    {
        try
        {
            await _cache.GetAsync(Folder, ReadAsync, cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            lock (_lock)
                if (_inForce is null)
                    register.Forget();
            throw;
        }
    }

    /// <summary>The version of an imported tree's blob; null for a tree that was not imported.</summary>
    public ETag? FindVersion(UnitTree tree)
    {
        lock (_lock)
            return _inForce?.Files.FirstOrDefault(file => file.Tree == tree)?.Version;
    }

    /// <summary>Stores a tree and has this instance go by it.</summary>
    /// <param name="tree">It begins after all others, or in the month of the last imported one, in whose place it comes.</param>
    /// <param name="former">The version of the one in whose place it comes; null for a first.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <returns>False when another administrator changed it meanwhile: nothing was stored.</returns>
    public async Task<bool> SaveAsync(UnitTree tree, ETag? former, CancellationToken cancel)
    {
        // A write whose answer was lost meets itself when it is tried again, and is known by this.
        var claim = RandomNumberGenerator.GetHexString(16);
        var options = new BlobUploadOptions
        {
            Conditions = BlobDocuments.Unchanged(former),
            Metadata = new Dictionary<string, string> { [Claim] = claim },
        };
        return await TryAsync(() => Blob(tree.From).UploadAsync(BinaryData.FromString(UnitTreeFile.Write(tree)), options, cancel), cancel)
            || (await Blob(tree.From).FindContentAsync(cancel) is { } found
                && found.Details.Metadata.TryGetValue(Claim, out var stored) && stored == claim);
    }

    /// <summary>Removes an imported tree, and has this instance go by what is left.</summary>
    /// <returns>False when another administrator changed or removed it meanwhile.</returns>
    public Task<bool> RemoveAsync(Month from, ETag version, CancellationToken cancel) => TryAsync(
        () => Blob(from).DeleteAsync(DeleteSnapshotsOption.None, new BlobRequestConditions { IfMatch = version }, cancel), cancel);

    private async Task<bool> TryAsync(Func<Task> change, CancellationToken cancel)
    {
        try
        {
            await change();
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return false;
        }
        finally
        {
            _cache.Invalidate(Folder);
            await RefreshAsync(cancel);
            register.TakeLatest();
        }
    }

    private async Task<Listing> ReadAsync(Listing? former)
    {
        var number = Interlocked.Increment(ref _begun);
        var listing = new Listing(number, await ReadFilesAsync(former ?? _inForce));
        lock (_lock)
        {
            // A read that began before the one in force was made knows less.
            if (_inForce is { } known && known.Number > number)
                return known;
            if (_inForce is null || !_inForce.Files.SequenceEqual(listing.Files))
            {
                register.Replace(listing.Files.Select(file => file.Tree));
                if (listing.Files.Count > 0 || _inForce is not null)
                    log.TreesRead(listing.Files.Count);
            }

            return _inForce = listing;
        }
    }

    private async Task<IReadOnlyList<TreeBlob>> ReadFilesAsync(Listing? former)
    {
        var files = new List<TreeBlob>();
        try
        {
            await foreach (var blob in store.Container(ContainerName.Locks)
                .GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, CancellationToken.None))
                if (former?.Files.FirstOrDefault(file => file.Name == blob.Name && IsSame(file.Version, blob.Properties.ETag)) is { } known)
                    files.Add(known);
                else if (await store.Container(ContainerName.Locks).GetBlobClient(blob.Name).FindContentAsync(CancellationToken.None)
                    is { } content)
                    files.Add(await ReadAsync(blob.Name, content));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // An account in which nothing was ever stored.
        }

        return files;
    }

    // What is not whole is not left out: sums, keys and reports would be read on the tree before.
    private async Task<TreeBlob> ReadAsync(string name, BlobDownloadResult content)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        if (!Month.TryParse(stem, out var from))
            throw new InvalidDataException($"{name} in the container {ContainerName.Locks} is no tree of units: its name is no month.");
        using var text = new StreamReader(content.Content.ToStream(), Encoding.UTF8);
        var file = await UnitTreeFile.ReadAsync(text, from, register.Centre, CancellationToken.None);
        return new TreeBlob(name, content.Details.ETag, file.Tree ?? throw new InvalidDataException(
            $"{name} in the container {ContainerName.Locks} is no tree of units: {file.Faults[0].Message.English}"));
    }

    // A listing tells versions without the quotes that they have elsewhere.
    private static bool IsSame(ETag read, ETag? listed) => listed is { } version
        && read.ToString("G").AsSpan().Trim('"').SequenceEqual(version.ToString("G").AsSpan().Trim('"'));

    private BlobClient Blob(Month from) => store.Container(ContainerName.Locks)
        .GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{Folder}{from}.csv"));

    private sealed record TreeBlob(string Name, ETag Version, UnitTree Tree);

    private sealed record Listing(long Number, IReadOnlyList<TreeBlob> Files);
}

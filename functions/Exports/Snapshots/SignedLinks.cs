using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Storage;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>Makes the links to the files of a snapshot.</summary>
/// <remarks>
/// Where the product reaches storage by its identity (on Azure), a link is a user-delegation SAS on the very blob, good
/// for some minutes: downloads do not pass through the product. Elsewhere it is the product's own public address.
/// </remarks>
public sealed class SignedLinks(Store store, SnapshotStore snapshots, PublicAddress address)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>The links to a snapshot's files.</summary>
    public async Task<SnapshotLinks> CreateAsync(Manifest manifest, CancellationToken cancel)
    {
        var own = address.Combine($"/api/exports/{manifest.Id}/");
        if (snapshots.Container.CanGenerateSasUri) // by an account key: the emulator
            return new SnapshotLinks(file => own + Escape(file.Path), null);
        // The key is signed by storage, whose clock is the wall's and not the product's.
        var (start, end) = (TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow() + Lifetime);
        UserDelegationKey key = await store.Blobs.GetUserDelegationKeyAsync(
            new BlobGetUserDelegationKeyOptions(end) { StartsOn = start }, cancel);
        return new SnapshotLinks(file => Signed(file, key, start, end), end);
    }

    /// <summary>A path as part of an address: what stands between its slashes is escaped.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private string Signed(SnapshotFile file, UserDelegationKey key, DateTimeOffset start, DateTimeOffset end)
    {
        var blob = snapshots.Container.GetBlobClient(file.Blob);
        var sas = new BlobSasBuilder(BlobSasPermissions.Read, end)
        {
            BlobContainerName = blob.BlobContainerName,
            BlobName = blob.Name,
            Resource = "b",
            StartsOn = start,
            Protocol = SasProtocol.Https,
            ContentDisposition = $"attachment; filename=\"{file.DownloadName}\"",
        };
        return new BlobUriBuilder(blob.Uri) { Sas = sas.ToSasQueryParameters(key, store.Blobs.AccountName) }.ToUri().AbsoluteUri;
    }
}

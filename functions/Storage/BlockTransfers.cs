using Azure.Storage;

namespace YouthFunctions.Storage;

/// <summary>How blobs of any size are sent.</summary>
public static class BlockTransfers
{
    /// <summary>In blocks of 4 MiB: one must be through before the call times out, on a poor line too, and two of them are in
    /// memory.</summary>
    public static StorageTransferOptions Options { get; } = new()
    {
        InitialTransferSize = 4 << 20,
        MaximumTransferSize = 4 << 20,
        MaximumConcurrency = 2,
    };
}

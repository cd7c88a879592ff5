namespace YouthFunctions.Emulator;

/// <summary>Where a running emulator answers.</summary>
internal sealed record EmulatorUrls(string Blob, string Queue, string Table)
{
    /// <summary>The account that every emulator has; its key is public, in Microsoft's documentation.</summary>
    private const string Account = "devstoreaccount1";
    private const string PublicKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>The connection string that the storage clients take.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={PublicKey};"
        + $"BlobEndpoint={Blob}/{Account};QueueEndpoint={Queue}/{Account};TableEndpoint={Table}/{Account};";
}

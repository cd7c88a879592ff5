using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Summaries;

/// <summary>A site with the sample country that the tests of a class share, because they only read it.</summary>
public sealed class SeededSite(StorageFixture storage) : IAsyncLifetime
{
    /// <summary>The site.</summary>
    public SampleSite Site { get; private set; } = null!;

    /// <summary>What its tables begin with.</summary>
    public string Prefix { get; } = storage.NewPrefix();

    /// <inheritdoc/>
    public async Task InitializeAsync() => Site = await SampleSite.StartAsync(storage, Prefix);

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Site.DisposeAsync();
}

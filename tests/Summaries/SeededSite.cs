using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Summaries;

/// <summary>A site with the sample country that the tests of a class share, because they only read it.</summary>
public sealed class SeededSite : IAsyncLifetime
{
    private readonly StorageFixture _storage = new();

    /// <summary>The site.</summary>
    public SampleSite Site { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await _storage.InitializeAsync();
        Site = await SampleSite.StartAsync(_storage, StorageFixture.NewPrefix());
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (Site is not null)
            await Site.DisposeAsync();
        await _storage.DisposeAsync();
    }
}

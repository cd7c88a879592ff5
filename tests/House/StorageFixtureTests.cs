using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace YouthFunctions.Tests.House;

/// <summary>The shared emulator gives each caller names of its own that tables and containers accept.</summary>
public sealed class StorageFixtureTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_prefix_names_a_table_and_a_container_and_comes_once()
    {
        var (first, second) = (StorageFixture.NewPrefix(), StorageFixture.NewPrefix("A file with a very long name (and signs) 2024.cs"));
        Assert.NotEqual(first, StorageFixture.NewPrefix());
        foreach (var prefix in new[] { first, second })
        {
            Assert.InRange(prefix.Length, 3, 24);
            Assert.Equal(201, (await new TableClient(storage.ConnectionString, prefix + "reports").CreateAsync()).GetRawResponse().Status);
            Assert.Equal(
                201, (await new BlobContainerClient(storage.ConnectionString, prefix + "-exports").CreateAsync()).GetRawResponse().Status);
        }
    }
}

using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace YouthFunctions.Tests.House;

/// <summary>The shared emulator gives each caller names of its own that tables and containers accept, and serves so many classes.</summary>
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

    [Fact]
    [Trait("Category", "siege")]
    public async Task An_emulator_serves_so_many_and_then_another_one_does_while_those_of_the_first_go_on()
    {
        var first = new SharedEmulator(places: 2);
        Assert.Same(first, first.Enter());
        Assert.Same(first, first.Enter());
        var (next, again) = (first.Enter(), first.Enter());
        Assert.NotSame(first, next);
        Assert.Same(next, again);
        var (old, young) = (await first.ConnectAsync(), await next.ConnectAsync());
        Assert.NotEqual(old, young);
        await first.LeaveAsync();
        Assert.True(await AnswersAsync(old)); // there is one user left
        await first.LeaveAsync();
        Assert.False(await AnswersAsync(old));
        await next.LeaveAsync();
        await next.LeaveAsync();
        Assert.True(await AnswersAsync(young)); // it has places left
        for (var left = SharedEmulator.Places - 2; left > 0; left--)
            Assert.Same(next, first.Enter());
        for (var left = SharedEmulator.Places - 2; left > 0; left--)
            await next.LeaveAsync();
        Assert.False(await AnswersAsync(young));
    }

    private static async Task<bool> AnswersAsync(string connection)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        try
        {
            await new TableServiceClient(connection, options).GetPropertiesAsync();
            return true;
        }
        catch (RequestFailedException none) when (none.Status == 0)
        {
            return false;
        }
    }
}

using Xunit.Abstractions;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Sieges;

/// <summary>Each call of a rollup meets several troubles in turn.</summary>
public sealed class RollupSiegeTests(StorageFixture storage, ITestOutputHelper output) : TimerSiege(storage, output)
{
    [Fact]
    public async Task A_run_meets_trouble_at_every_call() => await InjectFaultsAsync("RollUp", callsAtLeast: 20, atMost: 24);
}

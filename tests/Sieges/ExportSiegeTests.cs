using Xunit.Abstractions;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Sieges;

/// <summary>Each of the many calls of an export meets a trouble.</summary>
public sealed class ExportSiegeTests(StorageFixture storage, ITestOutputHelper output) : TimerSiege(storage, output)
{
    [Fact]
    public async Task A_run_meets_trouble_at_every_call() => await InjectFaultsAsync("Export", callsAtLeast: 60, atMost: 24);
}

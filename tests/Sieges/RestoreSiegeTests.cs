using Xunit.Abstractions;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Sieges;

/// <summary>Each call of a restore meets several troubles in turn.</summary>
public sealed class RestoreSiegeTests(StorageFixture storage, ITestOutputHelper output) : TimerSiege(storage, output)
{
    [Fact]
    public async Task It_meets_trouble_at_every_call() => await InjectFaultsIntoRestoreAsync(atMost: 20);
}

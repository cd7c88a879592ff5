using System.Text.Json;
using YouthFunctions.Catalog;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Infra;

/// <summary>The file that the templates read timers from names those of the product; no compiler is needed to see that.</summary>
public sealed class TimersFileTests
{
    [Fact]
    public void The_templates_know_every_timer_and_no_other()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestMachine.RepositoryRoot, "infra", "timers.json")));
        Assert.Equal(
            FunctionTable.Timers.Select(timer => timer.Name).Order(),
            file.RootElement.EnumerateArray().Select(timer => timer.GetProperty("name").GetString()).Order());
    }
}

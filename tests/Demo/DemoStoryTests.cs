using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.CommandLine;
using YouthFunctions.Demo.Story;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Demo;

/// <summary>What the demo tells at its end, and what its command takes.</summary>
public sealed class DemoStoryTests
{
    private static readonly YearPlan Plan = PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[2024];

    [Fact]
    public void Last_years_pace_tells_on_the_first_day_below_its_threshold()
    {
        var target = Of(100, 80);
        target.ByLastYearsPace.Add((new DateOnly(2024, 3, 11), 0.95));
        target.ByLastYearsPace.Add((new DateOnly(2024, 4, 8), 0.84));
        Assert.Equal(new DateOnly(2024, 4, 8), target.NaiveFlag(0.9));
        Assert.Null(target.NaiveFlag(0.8));
        Assert.True(target.IsMissed);
        Assert.False(Of(100, 100).IsMissed);
    }

    [Theory]
    [InlineData("--until", "2024-13-01")]
    [InlineData("--until", "2023-06-15")]
    [InlineData("--until", "2026-01-01")]
    [InlineData("--until", "yesterday")]
    [InlineData("--port", "99999")]
    [InlineData("--seed", "x")]
    public void The_command_refuses_what_it_cannot_play(string option, string value) =>
        Assert.NotEmpty(Commands.Root().Parse(["demo", option, value]).Errors);

    [Fact]
    public void The_command_takes_a_day_a_folder_a_port_a_seed_and_fast() => Assert.Empty(
        Commands.Root().Parse(
            ["demo", "--until", "2024-06-15", "--folder", "/tmp/demo", "--port", "7099", "--seed", "7", "--fast"]).Errors);

    private static WatchedTarget Of(double target, double end) => new(
        new Unit(UnitCode.Parse("02"), "Tỉnh Hà Giang", UnitCode.Country), Plan.Find(IndicatorCode.Parse("trees-planted"))!, target, end);
}

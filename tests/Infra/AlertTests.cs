using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using YouthFunctions.Catalog;
using YouthFunctions.Plan;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Infra;

/// <summary>Someone is told when it breaks.</summary>
[Collection(BicepCollection.Name)]
[Trait("Category", "siege")]
public sealed class AlertTests(BicepFixture bicep)
{
    [SkippableTheory]
    [InlineData("timer-failed", "TimerFailed")]
    [InlineData("timer-stopped", "TimerSucceeded")]
    [InlineData("messages-given-up", "QueuePoisoned")]
    [InlineData("part-failed", "PartFailed")]
    [InlineData("rollup-disagreement", "RollupDisagreement")]
    [InlineData("no-reports-on-due-day", "ReportAccepted")]
    [InlineData("forecast-not-refreshed", "ForecastRefreshed")]
    [InlineData("error-rate", "ResultCode")]
    public void A_rule_reads_its_event_and_tells_people(string name, string reads)
    {
        var rule = Rules.Single(rule => rule.GetProperty("displayName").GetString() == name);
        Assert.Contains(
            reads, rule.GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString(), StringComparison.Ordinal);
        Assert.True(rule.GetProperty("enabled").GetBoolean());
        Assert.Single(rule.GetProperty("actions").GetProperty("actionGroups").EnumerateArray());
    }

    [SkippableFact]
    public void Every_event_that_a_rule_reads_is_written_by_the_product()
    {
        var written = typeof(FunctionTable).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventName).ToHashSet();
        var read = Rules.SelectMany(rule => Regex.Matches(
            rule.GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()!, "Event == \"(\\w+)\"")
            .Select(match => match.Groups[1].Value)).Distinct().ToArray();
        Assert.Equal(7, read.Length);
        AssertEach.All(read, name => Assert.Contains(name, written));
    }

    [SkippableFact]
    public void The_due_day_is_the_calendars() =>
        Assert.Contains(
            $"dayofmonth(Local) == {ReportingCalendar.Default.DueDay} ", Query("no-reports-on-due-day"), StringComparison.Ordinal);

    [SkippableFact]
    public void Every_timer_is_watched()
    {
        var query = Query("timer-stopped");
        AssertEach.All(FunctionTable.Timers, timer => Assert.True(
            query.Contains($"\"{timer.Name}\", ", StringComparison.Ordinal),
            $"Add the timer {timer.Name} to infra/timers.json: nobody would notice that it stopped."));
    }

    [SkippableFact]
    public void A_budget_tells_before_and_after()
    {
        var budget = bicep.Resources("prod", "dotnet-isolated")
            .Single(resource => resource.GetProperty("type").GetString() == "Microsoft.Consumption/budgets");
        Assert.Equal(
            ["Actual 80", "Actual 100", "Forecasted 110"], budget.GetProperty("properties").GetProperty("notifications").EnumerateObject()
                .Select(notice =>
                    $"{notice.Value.GetProperty("thresholdType").GetString()} {notice.Value.GetProperty("threshold").GetInt32()}"));
    }

    private IEnumerable<JsonElement> Rules => bicep.Resources("prod", "dotnet-isolated")
        .Where(resource => resource.GetProperty("type").GetString() == "Microsoft.Insights/scheduledQueryRules")
        .Select(resource => resource.GetProperty("properties"));

    private string Query(string name) => Rules.Single(rule => rule.GetProperty("displayName").GetString() == name)
        .GetProperty("criteria").GetProperty("allOf")[0].GetProperty("query").GetString()!;
}

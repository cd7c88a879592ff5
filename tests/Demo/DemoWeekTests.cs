using YouthFunctions.Demo;

namespace YouthFunctions.Tests.Demo;

/// <summary>The demo makes forecasts when there is something new to know, and always on its last day.</summary>
public sealed class DemoWeekTests
{
    [Fact]
    public void A_monday_that_brings_neither_a_report_nor_a_due_day_has_no_forecast()
    {
        // January is due after 5 February, February after 5 March.
        DateOnly[] reportDays = [new(2024, 2, 3), new(2024, 2, 5), new(2024, 2, 14)];
        var weeks = DemoWeek.UpTo(new DateOnly(2024, 3, 21), reportDays, isFast: false).ToArray();
        Assert.Equal(
            [
                new DateOnly(2024, 2, 12), // January is due
                new DateOnly(2024, 2, 19), // the report of the 14th
                new DateOnly(2024, 3, 11), // February is due
                new DateOnly(2024, 3, 21), // the last day
            ],
            weeks.Where(week => week.IsForecast).Select(week => week.Day));
        Assert.Equal(13, weeks.Length);
    }

    [Fact]
    public void A_report_of_the_monday_itself_is_news_of_the_next_one()
    {
        var weeks = DemoWeek.UpTo(new DateOnly(2024, 3, 4), [new(2024, 2, 19)], isFast: false).ToDictionary(week => week.Day);
        Assert.False(weeks[new DateOnly(2024, 2, 19)].IsForecast);
        Assert.True(weeks[new DateOnly(2024, 2, 26)].IsForecast);
    }

    [Fact]
    public void Fast_has_the_last_day_alone_and_every_report_is_sent_once()
    {
        var until = new DateOnly(2024, 9, 15);
        var weeks = DemoWeek.UpTo(until, [], isFast: true).ToArray();
        Assert.Equal([until], weeks.Where(week => week.IsForecast).Select(week => week.Day));
        Assert.Equal(weeks.Select(week => week.SentUntil).Order(), weeks.Select(week => week.SentUntil));
        Assert.Equal(until, weeks[^1].SentUntil);
    }
}

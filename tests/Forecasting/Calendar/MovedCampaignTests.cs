using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Calendar;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Tests.Forecasting.Calendar;

/// <summary>A campaign that was always held in June and is held in August, made up: who knows the calendar is not misled by an empty
/// June.</summary>
[Trait("Category", "siege")]
public sealed class MovedCampaignTests
{
    private const int First = 2014;
    private const int Year = 2020;
    private const int Units = 40;
    private const int June = 5;
    private const int August = 7;

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void The_calendar_tells_that_it_is_still_to_come(int k)
    {
        var (ignorant, told) = (MedianError(k, isTold: false), MedianError(k, isTold: true));
        Assert.True(told < 0.06, $"told, half of the points are off by {told:P1}");
        Assert.True(ignorant > 3 * told, $"{ignorant:P1} without the calendar, {told:P1} with it");
    }

    private static double MedianError(int k, bool isTold)
    {
        var years = Enumerable.Range(0, Units).Select(unit => Months(unit)).ToArray();
        var panel = new ForecastPanel(years.Select((months, unit) => SyntheticPanel.Series(
            $"u{unit:00}", ["all", $"r{unit % 4}"], First, (isTold ? Adjust(months) : months).Select(value => (double?)value))));
        var options = new ForecastOptions(Seed: 3, Threads: 1) { Months = [k] };
        var forecasts = YearEndForecaster.Train(panel, Year, options).Predict(panel, Year, k);
        return Quantiles.Median([.. years.Select((months, unit) =>
        {
            var total = months[^12..].Sum();
            return Math.Abs(forecasts.Leaf($"u{unit:00}", "trees")!.Point - total) / total;
        })]);
    }

    // Around a level of its own; the campaign brings half of a year.
    private static double[] Months(int unit)
    {
        var chance = new Random(unit);
        var level = 20 * Math.Exp(2 * chance.NextDouble());
        return
        [
            .. Enumerable.Range(0, (Year - First + 1) * 12).Select(month =>
            {
                var campaign = month / 12 == Year - First ? August : June;
                return Math.Round(level * (month % 12 == campaign ? 12 : 1) * (0.85 + (0.3 * chance.NextDouble())));
            }),
        ];
    }

    private static double[] Adjust(double[] months)
    {
        var (before, now) = (new int[12], new int[12]);
        (before[June], now[August]) = (30, 31);
        var activities = new[] { new ActivityDays(before, now) };
        return
        [
            .. Enumerable.Range(0, Year - First).SelectMany(year => CalendarAdjustment.Adjust(months.AsSpan(year * 12, 12), activities)),
            .. months[^12..],
        ];
    }
}

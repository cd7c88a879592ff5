using CsCheck;
using YouthFunctions.Forecasting.Calendar;

namespace YouthFunctions.Tests.Forecasting.Calendar;

/// <summary>Past months as they would have been, had activities been held when this year holds them.</summary>
public sealed class CalendarAdjustmentTests
{
    // Most months are without it: where none is quiet, nothing is moved.
    private static readonly Gen<int[]> Days = Gen.Select(Gen.Int[0, 4], Gen.Int[1, 30], (held, days) => held == 0 ? days : 0).Array[12]
        .Where(days => days.Sum() > 0);

    private static readonly Gen<ActivityDays[]> Activities =
        Gen.Select(Days, Days, Gen.Bool, (before, now, stays) => new ActivityDays(before, stays ? before : now)).Array[1, 4];

    [Fact]
    public void What_a_campaign_brought_goes_with_it()
    {
        double[] year = [10, 12, 9, 10, 11, 110, 30, 10, 8, 10, 13, 10];
        Assert.Equal(
            [10, 12, 9, 10, 11, 10, 10, 130, 8, 10, 13, 10], CalendarAdjustment.Adjust(year, [Held([(6, 30), (7, 5)], [(8, 31)])]));
        // Half of its days, half of what it brought.
        Assert.Equal(
            [10, 12, 9, 10, 11, 70, 10, 70, 8, 10, 13, 10],
            CalendarAdjustment.Adjust(year, [Held([(6, 30), (7, 5)], [(6, 10), (8, 10)])]));
    }

    [Fact]
    public void Activities_of_one_month_share_it_by_their_days()
    {
        double[] year = [10, 10, 10, 10, 10, 50, 10, 10, 10, 10, 10, 10];
        ActivityDays[] both = [Held([(6, 30)], [(6, 30)]), Held([(6, 10)], [(9, 10)])];
        Assert.Equal([10, 10, 10, 10, 10, 40, 10, 10, 20, 10, 10, 10], CalendarAdjustment.Adjust(year, both));
    }

    [Fact]
    public void A_month_is_quiet_without_any_activity()
    {
        double[] year = [50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 10];
        ActivityDays[] spring = [Held([(1, 1), (2, 1), (3, 1), (4, 1)], [(12, 4)]), Always(5, 11)];
        Assert.Equal([10, 10, 10, 10, 50, 50, 50, 50, 50, 50, 50, 170], CalendarAdjustment.Adjust(year, spring));
    }

    [Fact]
    public void Whole_numbers_stay_whole_beside_an_unknown_month_and_halves_go_up()
    {
        double[] year = [10, double.NaN, 10, 10, 10, 111, 10, 10, 10, 10, 10, 10];
        Assert.Equal(
            [10, double.NaN, 10, 10, 10, 10, 10, 10, 61, 60, 10, 10],
            CalendarAdjustment.Adjust(year, [Held([(6, 30)], [(9, 3), (10, 3)])]));
    }

    [Fact]
    public void Amounts_of_which_one_is_not_whole_are_not_rounded()
    {
        double[] year = [10, 10.25, 10, 10, 10, 111, 10, 10, 10, 10, 10, 10];
        Assert.Equal(
            [10, 10.25, 10, 10, 10, 10, 10, 10, 60.5, 60.5, 10, 10],
            CalendarAdjustment.Adjust(year, [Held([(6, 30)], [(9, 3), (10, 3)])]));
    }

    [Fact]
    public void Without_a_quiet_month_nobody_knows_what_an_activity_brought()
    {
        double[] year = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        ActivityDays[] always = [Held([(1, 9)], [(2, 9)]), Always(1, 12)];
        Assert.Equal(year, CalendarAdjustment.Adjust(year, always));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    public void An_unknown_month_that_it_was_or_would_be_held_in_leaves_a_year_as_it_is(int month)
    {
        double[] year = [10, 10, 10, 10, 10, 110, 10, 10, 10, 10, 10, 10];
        year[month - 1] = double.NaN;
        Assert.Equal(year, CalendarAdjustment.Adjust(year, [Held([(6, 30)], [(8, 31)])]));
    }

    [Fact]
    public void Sums_stay_whole_numbers_stay_whole_and_nothing_falls_below_a_quiet_month() =>
        Gen.Select(Gen.Int[0, 1000].Array[12], Activities).Sample((months, activities) =>
        {
            double[] year = [.. months.Select(value => (double)value)];
            var adjusted = CalendarAdjustment.Adjust(year, activities);
            Assert.Equal(year.Sum(), adjusted.Sum());
            Assert.All(adjusted, value => Assert.True(value >= 0 && double.IsInteger(value), $"{value}"));
            for (var month = 0; month < 12; month++)
            {
                if (activities.All(activity => !activity.HasMoved || (activity.Before[month] == 0 && activity.Now[month] == 0)))
                    Assert.Equal(year[month], adjusted[month]);
            }

            if (Array.TrueForAll(activities, activity => !activity.HasMoved))
                Assert.Equal(year, adjusted);
            return true;
        });

    [Fact]
    public void Amounts_of_money_keep_their_sum_to_a_rounding_and_never_fall_below_zero() =>
        Gen.Select(Gen.Double[0, 1e9].Array[12], Activities).Sample((year, activities) =>
        {
            var adjusted = CalendarAdjustment.Adjust(year, activities);
            Assert.Equal(year.Sum(), adjusted.Sum(), year.Sum() * 1e-12);
            Assert.All(adjusted, value => Assert.True(value >= 0, $"{value}"));
            return true;
        });

    [Fact]
    public void The_same_share_of_more_days_is_no_move()
    {
        Assert.False(Held([(6, 10), (7, 20)], [(6, 5), (7, 10)]).HasMoved);
        Assert.True(Held([(6, 10), (7, 20)], [(6, 10), (7, 10)]).HasMoved);
    }

    [Fact]
    public void An_activity_has_days_that_months_have()
    {
        var june = InMonths([(6, 30)]);
        Assert.Throws<ArgumentException>(() => new ActivityDays(new int[12], june));
        Assert.Throws<ArgumentException>(() => new ActivityDays(june, new int[12]));
        Assert.Throws<ArgumentException>(() => new ActivityDays(june[..11], june));
        Assert.Throws<ArgumentException>(() => new ActivityDays(InMonths([(6, 32)]), june));
        Assert.Throws<ArgumentException>(() => new ActivityDays(InMonths([(6, 30), (7, -1)]), june));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalendarAdjustment.Adjust(new double[11], []));
    }

    // A day in each of some months, in both years.
    private static ActivityDays Always(int first, int last)
    {
        (int Month, int Days)[] days = [.. Enumerable.Range(first, last - first + 1).Select(month => (month, 1))];
        return Held(days, days);
    }

    private static ActivityDays Held((int Month, int Days)[] before, (int Month, int Days)[] now) => new(InMonths(before), InMonths(now));

    private static int[] InMonths((int Month, int Days)[] days)
    {
        var months = new int[12];
        foreach (var (month, count) in days)
            months[month - 1] = count;
        return months;
    }
}

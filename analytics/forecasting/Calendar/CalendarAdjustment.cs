using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Calendar;

/// <summary>
/// The months of a past year as they would have been, had its activities been held when the forecast year holds them: what a month brought
/// beyond a month without activities goes with the activity. An adjustment for moving holidays (Bell and Hillmer 1983, Journal of Business
/// and Economic Statistics 1), with the effect read off each year itself.
/// </summary>
public static class CalendarAdjustment
{
    // Sums of doubles miss a half by less than this.
    private const double Slack = 1e-6;

    /// <summary>Moves what the activities brought. The year's sum stays, no month falls below what is usual, and whole numbers stay
    /// whole.</summary>
    /// <param name="months">Twelve amounts; NaN where nothing is known.</param>
    /// <param name="activities">All activities of the year that bring something, moved or not.</param>
    /// <returns>Twelve amounts; equal to <paramref name="months"/> where nothing has moved, every month has an activity, or a month that
    /// matters is unknown.</returns>
    public static double[] Adjust(ReadOnlySpan<double> months, IReadOnlyList<ActivityDays> activities)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(months.Length, 12);
        double[] known = [.. months];
        var moved = activities.Where(activity => activity.HasMoved && IsKnown(known, activity)).ToArray();
        double[] quiet = [.. known.Where((value, month) => double.IsFinite(value) && activities.All(other => other.Before[month] == 0))];
        if (moved.Length == 0 || quiet.Length == 0)
            return known;
        var usual = Quantiles.Median(quiet);
        var adjusted = (double[])known.Clone();
        foreach (var activity in moved)
        {
            var brought = 0.0;
            for (var month = 0; month < 12; month++)
            {
                if (activity.Before[month] == 0)
                    continue;
                var share = activity.Before[month] / (double)activities.Sum(other => other.Before[month]);
                var part = share * Math.Max(0, known[month] - usual);
                adjusted[month] = Math.Max(0, adjusted[month] - part); // shares of doubles may come to a trifle more than all
                brought += part;
            }

            var days = activity.Now.Sum();
            for (var month = 0; month < 12; month++)
                adjusted[month] += brought * activity.Now[month] / days;
        }

        return known.All(value => !double.IsFinite(value) || double.IsInteger(value)) ? Round(adjusted) : adjusted;
    }

    private static bool IsKnown(double[] months, ActivityDays activity) => Enumerable.Range(0, 12).All(
        month => (activity.Before[month] == 0 && activity.Now[month] == 0) || double.IsFinite(months[month]));

    // Sums so far are rounded, so that the parts make the whole; halves always up, so that a whole month stays what it is.
    private static double[] Round(double[] months)
    {
        var rounded = new double[12];
        var (sum, given) = (0.0, 0.0);
        for (var month = 0; month < 12; month++)
        {
            if (!double.IsFinite(months[month]))
            {
                rounded[month] = months[month];
                continue;
            }

            sum += months[month];
            rounded[month] = Math.Max(0, Math.Floor(sum + 0.5 + Slack) - given);
            given += rounded[month];
        }

        return rounded;
    }
}

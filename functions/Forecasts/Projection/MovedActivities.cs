using System.Text;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Calendar;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>The large activities of the years before that the forecast year holds in other months.</summary>
public sealed class MovedActivities
{
    /// <summary>None: past months stay what they are.</summary>
    public static readonly MovedActivities None = new([]);

    private readonly Dictionary<(int Year, IndicatorCode Indicator), ActivityDays[]> _activities;

    private MovedActivities(Dictionary<(int, IndicatorCode), ActivityDays[]> activities) => _activities = activities;

    /// <summary>Holds the activities of the years before against those of a year. One is known by the letters of its Vietnamese name,
    /// because a number in it tells a year or a jubilee; one that the year does not hold counts as not moved. Of a year without a plan,
    /// whose results were brought in from elsewhere, the nearest plan before the forecast year tells.</summary>
    /// <param name="year">The forecast year.</param>
    /// <param name="plans">Plans of years before it.</param>
    /// <param name="years">How many years before it are compared.</param>
    public static MovedActivities Compare(ReportingYear year, IReadOnlyList<ReportingYear> plans, int years)
    {
        if (plans.Count == 0)
            return None;
        var moved = new Dictionary<(int, IndicatorCode), ActivityDays[]>();
        foreach (var indicator in year.Plan.Indicators.Where(indicator => indicator.Kind == IndicatorKind.Flow))
        {
            var held = DaysByName(year, indicator.Code);
            var activities = plans.ToDictionary(plan => plan.Plan.Year, plan => DaysByName(plan, indicator.Code)
                .Select(activity => new ActivityDays(activity.Value, held.GetValueOrDefault(activity.Key, activity.Value))).ToArray());
            foreach (var before in Enumerable.Range(year.Plan.Year - years, years))
            {
                var nearest = activities.Keys.OrderDescending().MinBy(planned => Math.Abs(planned - before));
                if (activities[nearest].Any(activity => activity.HasMoved))
                    moved[(before, indicator.Code)] = activities[nearest];
            }
        }

        return moved.Count == 0 ? None : new MovedActivities(moved);
    }

    /// <summary>The months of an indicator with what activities brought in the months in which the forecast year holds them.</summary>
    /// <param name="indicator">A flow.</param>
    /// <param name="firstYear">The year of the first twelve months.</param>
    /// <param name="months">Whole years of amounts; NaN where nothing is known.</param>
    /// <returns>The same array where nothing has moved.</returns>
    public double[] Adjust(IndicatorCode indicator, int firstYear, double[] months)
    {
        var adjusted = months;
        for (var start = 0; start < months.Length; start += 12)
        {
            if (!_activities.TryGetValue((firstYear + (start / 12), indicator), out var activities))
                continue;
            if (ReferenceEquals(adjusted, months))
                adjusted = (double[])months.Clone();
            CalendarAdjustment.Adjust(months.AsSpan(start, 12), activities).CopyTo(adjusted, start);
        }

        return adjusted;
    }

    private static Dictionary<string, int[]> DaysByName(ReportingYear year, IndicatorCode indicator)
    {
        var byName = new Dictionary<string, int[]>();
        foreach (var activity in year.Activities.Where(activity => activity.Indicators.Contains(indicator)))
        {
            var name = string.Concat(activity.Name.Vietnamese.Normalize(NormalizationForm.FormC).Where(char.IsLetter)).ToUpperInvariant();
            if (!byName.TryGetValue(name, out var days))
                byName[name] = days = new int[12];
            for (var day = activity.From; day <= activity.To; day = day.AddDays(1))
            {
                if (day.Year == year.Plan.Year)
                    days[day.Month - 1] = Math.Min(days[day.Month - 1] + 1, DateTime.DaysInMonth(day.Year, day.Month));
            }
        }

        return byName.Where(activity => activity.Value.Sum() > 0).ToDictionary();
    }
}

using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;

namespace YouthFunctions.Forecasts.Scores;

/// <summary>Holds the alarms of a year against how it ended; forecasts are added in the order of their months.</summary>
internal sealed class AlarmTally
{
    private readonly SortedDictionary<int, AlarmScore> _months = [];
    private readonly Dictionary<(UnitCode, IndicatorCode), int> _firstWarned = [];
    private readonly Dictionary<(UnitCode, IndicatorCode), bool> _ends = [];

    /// <summary>Of every month, the earliest first.</summary>
    public IReadOnlyList<AlarmScore> Months => [.. _months.Values];

    /// <summary>Over the whole year.</summary>
    public WarningScore Warnings
    {
        get
        {
            var missed = _ends.Where(end => !end.Value).Select(end => end.Key).ToArray();
            var warned = missed.Where(_firstWarned.ContainsKey).Select(target => 12 - _firstWarned[target]).ToArray();
            return new WarningScore(missed.Length, warned.Length, warned.Length == 0 ? 0 : warned.Average());
        }
    }

    /// <summary>Adds one forecast.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="forecast">What was said.</param>
    /// <param name="monthsKnown">How many months it knew.</param>
    /// <param name="outcome">How the year ended.</param>
    /// <param name="direction">Which way is better.</param>
    public void Add(UnitCode unit, IndicatorForecast forecast, int monthsKnown, double outcome, Direction direction)
    {
        if (forecast is not { Target: { } target, Projection.Probability: not null })
            return;
        var isMet = direction.IsMetBy(outcome, (double)target);
        var isAlarm = (forecast.StatusWithoutDoubted ?? forecast.Status) == TargetStatus.Lagging;
        var key = (unit, forecast.Indicator);
        _ends[key] = isMet;
        if (isAlarm)
            _firstWarned.TryAdd(key, monthsKnown);
        var month = _months.GetValueOrDefault(monthsKnown) ?? new AlarmScore(monthsKnown, 0, 0, 0, 0);
        _months[monthsKnown] = month with
        {
            Alarms = month.Alarms + (isAlarm ? 1 : 0),
            CameTrue = month.CameTrue + (isAlarm && !isMet ? 1 : 0),
            Missed = month.Missed + (isMet ? 0 : 1),
            Met = month.Met + (isMet ? 1 : 0),
        };
    }
}

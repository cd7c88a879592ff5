using System.Text.Json;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan;

namespace YouthFunctions.Demo;

/// <summary>The reports of the year played, each sent on its day: most before the due day, some a week after it.</summary>
public sealed class ReportSender
{
    private const int MaxParallelRequests = 12;
    private const int DaysLate = 7;
    private readonly YearPlan _plan;
    private readonly ProductClock _clock;
    private readonly DemoApi _api;
    private readonly Simulator _simulator;
    private readonly (DateOnly Day, Unit Unit, Month Month)[] _posts;

    /// <param name="simulator">What units bring.</param>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="clock">The clock of the run, which is moved along.</param>
    /// <param name="api">Where they go.</param>
    /// <param name="asOf">Nothing is sent after this day.</param>
    public ReportSender(Simulator simulator, YearPlan plan, ProductClock clock, DemoApi api, DateOnly asOf)
    {
        (_simulator, _plan, _clock, _api) = (simulator, plan, clock, api);
        var calendar = ReportingCalendar.Default;
        _posts =
        [
            .. from month in Month.OfYear(plan.Year)
               from unit in simulator.Units
               where !simulator.IsMissing(unit.Code, month)
               let day = simulator.IsLate(unit.Code, month) ? calendar.Due(month).AddDays(DaysLate) : calendar.Due(month).AddDays(-1)
               where day <= asOf
               orderby day
               select (day, unit, month),
        ];
    }

    /// <summary>How many reports there are.</summary>
    public int Count => _posts.Length;

    /// <summary>Sends them, day by day; returns how many gave way to a report that somebody made in earnest.</summary>
    public async Task<int> SendAsync(Action sent, CancellationToken cancel)
    {
        var gaveWay = 0;
        var years = new Dictionary<UnitCode, IReadOnlyList<Measure>[]>();
        foreach (var unit in _posts.Select(post => post.Unit.Code).Distinct())
            years[unit] = [.. _plan.Indicators.Select(indicator => _simulator.OwnYear(unit, indicator, _plan.Year))];
        foreach (var day in _posts.GroupBy(post => post.Day))
        {
            _clock.SetUtcNow(new DateTimeOffset(day.Key.ToDateTime(new TimeOnly(3, 0)), TimeSpan.Zero)); // 10:00 in Viet Nam
            await Parallel.ForEachAsync(
                day, new ParallelOptions { MaxDegreeOfParallelism = MaxParallelRequests, CancellationToken = cancel },
                async (post, token) =>
                {
                    if (!await _api.ReportAsync(Province(post.Unit), Body(post.Unit, post.Month, years[post.Unit.Code]), token))
                        Interlocked.Increment(ref gaveWay);
                    sent();
                });
        }

        return gaveWay;
    }

    private static UnitCode Province(Unit unit) => unit.Level == UnitLevel.Province ? unit.Code : unit.Parent!.Value;

    private string Body(Unit unit, Month month, IReadOnlyList<Measure>[] year)
    {
        var isYearToDate = _simulator.ReportsYearToDate(unit.Code);
        var values = new Dictionary<IndicatorCode, object>();
        for (var i = 0; i < _plan.Indicators.Count; i++)
        {
            var measure = year[i][month.Number - 1];
            values[_plan.Indicators[i].Code] = measure.Denominator is { } denominator ? new { measure.Numerator, Denominator = denominator }
                : isYearToDate ? new { YearToDate = year[i].Take(month.Number).Sum(item => item.Numerator) }
                : new { Amount = measure.Numerator };
        }

        return JsonSerializer.Serialize(new { unit = unit.Code, period = month, values, simulated = true }, WireJson.Options);
    }
}

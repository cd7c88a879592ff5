using System.Text.Json;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Demo.Simulation;
using YouthFunctions.Plan;

namespace YouthFunctions.Demo;

/// <summary>The reports of the year played, each sent on its day: most before the due day, some after it, a few wrong at first.</summary>
public sealed class ReportSender
{
    private const int MaxParallelRequests = 12;
    private const int DaysToCorrection = 14;
    private readonly YearPlan _plan;
    private readonly ProductClock _clock;
    private readonly DemoApi _api;
    private readonly Simulator _simulator;
    private readonly Dictionary<UnitCode, IReadOnlyList<Measure>[]> _years = [];
    private readonly Queue<Post> _posts;

    // Wrong: by its place in the plan, the indicator that is said ten times too large.
    private sealed record Post(DateOnly Day, Unit Unit, Month Month, int? Wrong, bool IsCorrection);

    /// <param name="simulator">What units bring.</param>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="clock">The clock of the run, which is moved along.</param>
    /// <param name="api">Where they go.</param>
    /// <param name="until">Nothing is sent after this day.</param>
    public ReportSender(Simulator simulator, YearPlan plan, ProductClock clock, DemoApi api, DateOnly until)
    {
        (_simulator, _plan, _clock, _api) = (simulator, plan, clock, api);
        var calendar = ReportingCalendar.Default;
        var posts = from month in Month.OfYear(plan.Year)
                    from unit in simulator.Units
                    let day = simulator.DayOf(unit.Code, month, calendar.Due(month))
                    where day is not null
                    from post in Posts(unit, month, day.Value)
                    where post.Day <= until
                    orderby post.Day
                    select post;
        _posts = new Queue<Post>(posts);
        Count = _posts.Count;
    }

    /// <summary>How many reports there are.</summary>
    public int Count { get; }

    /// <summary>The days on which any is sent.</summary>
    public IReadOnlyCollection<DateOnly> Days => [.. _posts.Select(post => post.Day).Distinct()];

    /// <summary>Sends those up to a day, day by day; returns how many gave way to a report that somebody made in earnest.</summary>
    public async Task<int> SendAsync(DateOnly until, Action sent, CancellationToken cancel)
    {
        var gaveWay = 0;
        while (_posts.TryPeek(out var next) && next.Day <= until)
        {
            var day = new List<Post>();
            while (_posts.TryPeek(out var post) && post.Day == next.Day)
                day.Add(_posts.Dequeue());
            foreach (var unit in day.Select(post => post.Unit.Code).Where(unit => !_years.ContainsKey(unit)))
                _years[unit] = [.. _plan.Indicators.Select(indicator => _simulator.OwnYear(unit, indicator, _plan.Year))];
            _clock.SetUtcNow(new DateTimeOffset(next.Day.ToDateTime(new TimeOnly(3, 0)), TimeSpan.Zero)); // 10:00 in Viet Nam
            await Parallel.ForEachAsync(
                day, new ParallelOptions { MaxDegreeOfParallelism = MaxParallelRequests, CancellationToken = cancel },
                async (post, token) =>
                {
                    if (!await _api.ReportAsync(Province(post.Unit), Body(post), token))
                        Interlocked.Increment(ref gaveWay);
                    sent();
                });
        }

        return gaveWay;
    }

    private IEnumerable<Post> Posts(Unit unit, Month month, DateOnly day)
    {
        var wrong = _simulator.WrongValue(unit.Code, month);
        yield return new Post(day, unit, month, wrong, IsCorrection: false);
        if (wrong is not null)
            yield return new Post(day.AddDays(DaysToCorrection), unit, month, null, IsCorrection: true);
    }

    private static UnitCode Province(Unit unit) => unit.Level == UnitLevel.First ? unit.Code : unit.Parent!.Value;

    private string Body(Post post)
    {
        var year = _years[post.Unit.Code];
        var isYearToDate = _simulator.ReportsYearToDate(post.Unit.Code);
        var values = new Dictionary<IndicatorCode, object>();
        for (var i = 0; i < _plan.Indicators.Count; i++)
        {
            var measure = year[i][post.Month.Number - 1];
            values[_plan.Indicators[i].Code] = measure.Denominator is { } denominator ? new { measure.Numerator, Denominator = denominator }
                : isYearToDate ? new { YearToDate = year[i].Take(post.Month.Number).Sum(item => item.Numerator) }
                : new { Amount = measure.Numerator * (post.Wrong == i ? 10 : 1) };
        }

        var reason = post.IsCorrection ? "Gõ thừa một số 0" : null;
        return JsonSerializer.Serialize(
            new { unit = post.Unit.Code, period = post.Month, values, reason, simulated = true }, WireJson.Options);
    }
}

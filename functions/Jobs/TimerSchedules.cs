using NCrontab;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Jobs;

/// <summary>When each timer fires: by the setting of its name with <c>Schedule</c> behind it (<c>ForecastSchedule</c>), else as the
/// table of functions says. A Functions host reads the same setting, as <c>%ForecastSchedule%</c>, and needs it to be there.</summary>
public sealed class TimerSchedules
{
    // After 400 years days and weekdays come round again: what does not fire in them never does, such as on 31 February.
    private static readonly DateTime RoundBegins = new(2000, 1, 1);
    private static readonly DateTime RoundEnds = new(2400, 1, 1);

    private readonly Dictionary<string, (string Text, CrontabSchedule Schedule)> _schedules = [];

    /// <param name="configuration">May hold the settings.</param>
    /// <param name="functions">The timers.</param>
    /// <exception cref="SettingException">A setting is no schedule, or one that never fires.</exception>
    public TimerSchedules(IConfiguration configuration, FunctionList functions)
    {
        foreach (var timer in functions.Timers)
        {
            var text = configuration[timer.ScheduleSetting] is { Length: > 0 } moved ? moved : timer.Schedule;
            var schedule = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
                ?? throw new SettingException(
                    $"{timer.ScheduleSetting} is a schedule of six fields in UTC (second minute hour day month weekday), "
                    + $"such as '{timer.Schedule}'.");
            if (schedule.GetNextOccurrence(RoundBegins, RoundEnds) >= RoundEnds)
                throw new SettingException(
                    $"{timer.ScheduleSetting} is a schedule that never fires: no month has that day. Give one that does, such as "
                    + $"'{timer.Schedule}'.");
            _schedules[timer.Name] = (text, schedule);
        }
    }

    /// <summary>The schedule of a timer, six fields in UTC.</summary>
    public string Text(TimerFunction timer) => _schedules[timer.Name].Text;

    /// <summary>When a timer is due next.</summary>
    public DateTimeOffset Next(TimerFunction timer, DateTimeOffset after) =>
        new(_schedules[timer.Name].Schedule.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);
}

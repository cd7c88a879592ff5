using System.Text.Json;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Units;

namespace YouthFunctions.Form.Reminders;

/// <summary>Each morning: whoever agreed to it, and whose report of a month is not in, is reminded in the last days before it is due, once
/// a month. A message that could not be sent is tried again on the next of these days.</summary>
public sealed class ReminderJob(
    ReminderStore reminders, KeyStore keys, PushSender sender, PlanStore plans, UnitRegister register, UnitContinuity continuity,
    ReportStore reports)
{
    /// <summary>How many days before the due day the first try is made, as the calendar file has it.</summary>
    public const int DaysBefore = 3;

    // Push services take many at once; storage is asked for one report each.
    private const int AtOnce = 8;

    /// <summary>Reminds for the months that are due within the next days, and forgets addresses whose key or browser has ended.</summary>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        if (sender.PublicKey is null)
            return new TimerOutcome(0, "no keys are set, nobody is reminded");
        var valid = await keys.AllAsync(cancel).Where(key => key.IsValid && key.Role.HasFlag(Role.Reporter))
            .ToDictionaryAsync(key => key.Id, cancellationToken: cancel);
        var due = await DueAsync(run.Now, cancel);
        var (sent, gone, failed) = (0, 0, 0);
        await Parallel.ForEachAsync(
            reminders.AllAsync(cancel), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (address, stop) =>
            {
                if (!valid.TryGetValue(address.KeyId, out var key))
                {
                    await ForgetAsync(address, stop);
                    return;
                }

                foreach (var (month, calendar) in due)
                    if (address.Reminded != month && await FindAsync(key, month, calendar, run.Now, stop) is { } unit)
                        await RemindAsync(address, month, calendar, unit, stop);
            });
        return new TimerOutcome(sent, $"{sent} reminded, {gone} addresses that ended forgotten, {failed} to be tried again");

        async Task ForgetAsync(ReminderAddress address, CancellationToken stop)
        {
            await reminders.RemoveAsync(address.KeyId, address.Endpoint, stop);
            Interlocked.Increment(ref gone);
        }

        async Task RemindAsync(ReminderAddress address, Month month, ReportingCalendar calendar, Unit unit, CancellationToken stop)
        {
            var left = LocalTime.StartOf(calendar.Due(month).AddDays(1)) - run.Now;
            switch (await sender.SendAsync(address, Message(address, month, calendar, unit), $"{month}", left, stop))
            {
                case PushOutcome.Taken:
                    await reminders.MarkAsync(address, month, stop);
                    Interlocked.Increment(ref sent);
                    break;
                case PushOutcome.Gone:
                    await ForgetAsync(address, stop);
                    break;
                default:
                    Interlocked.Increment(ref failed);
                    break;
            }
        }
    }

    // The months whose due day is near: usually one, and none for most of a month.
    private async Task<IReadOnlyList<(Month Month, ReportingCalendar Calendar)>> DueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var today = LocalTime.DayAt(now);
        var near = new List<(Month, ReportingCalendar)>();
        foreach (var month in new[] { Month.Containing(today).Plus(-1), Month.Containing(today) })
            if (await plans.FindAsync(month.Year, cancel) is { Calendar: var calendar }
                && calendar.Due(month).DayNumber - today.DayNumber is >= 0 and <= DaysBefore)
                near.Add((month, calendar));
        return near;
    }

    // The unit of a key, when its report is still wanted; a returned one is wanted again.
    private async Task<Unit?> FindAsync(
        KeyInfo key, Month month, ReportingCalendar calendar, DateTimeOffset now, CancellationToken cancel)
    {
        var tree = register.TreeOf(month);
        if (!tree.TryGet(key.Unit, out var unit) || !(await continuity.TreesAsync(key.Unit, key.Tree, cancel)).Contains(tree.From)
            || calendar.StateOf(month, now, tree.PathToRoot(unit.Code)) is not (MonthState.Open or MonthState.Late))
            return null;
        var report = (await reports.FindAsync(unit.Code, month, cancel))?.Report;
        return report is { IsWithdrawn: false, Review: not { State: ReviewState.Returned } } ? null : unit;
    }

    private static string Message(ReminderAddress address, Month month, ReportingCalendar calendar, Unit unit)
    {
        var localizer = new Localizer(address.Language);
        return JsonSerializer.Serialize(
            new
            {
                title = localizer.Localize("Sắp đến hạn nộp báo cáo ", "A report is due soon: ") + FormTexts.Short(month),
                body = $"{unit.Name}: " + localizer.Localize("hạn nộp ", "due ") + localizer.FormatDate(calendar.Due(month)),
                url = $"/report?unit={unit.Code}&period={month}",
                tag = $"due-{month}-{unit.Code}",
            },
            WireJson.Options);
    }
}

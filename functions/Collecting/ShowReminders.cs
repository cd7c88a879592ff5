using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Collecting;

/// <summary>Texts by which silent units are reminded.</summary>
public sealed class ShowReminders(CollectingReader reader, YearSelector years, UnitRegister register, PublicAddress address)
{
    /// <summary><c>?period=2024-05</c>, and <c>&amp;unit=</c> for one unit below instead of all that are silent.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var (at, refusal) = await CollectingAddress.ReadAsync(call, years, register, needsPeriod: false, cancel);
        if (at is not { Year: var chosen, Unit: var unit })
            return refusal!;
        var period = at.Period ?? reader.DefaultMonth(chosen.Year);
        if (!reader.Months(chosen.Year).Contains(period))
            return Problems.NotFound(call, new Text("Tháng này chưa đến.", "This month has not come yet."));
        var grid = await reader.ReadAsync(unit, chosen.ReportingYear, period, cancel);
        var silent = call.QueryText("unit") is { Length: > 0 } code
            ? grid.Silent.SelectMany(item => item.Units).Where(item => item.Code.ToString() == code)
            : grid.Missing.Any() ? grid.Missing : grid.Silent.SelectMany(item => item.Units);
        var calendar = chosen.ReportingYear.Calendar;
        var title = call.Localize(new Text(
            $"Nhắc báo cáo tháng {FormTexts.Short(period)}", $"Reminders for {FormTexts.Short(period)}"));
        return new PageResult(call, ReminderPage.Create(new ReminderView(
            new PageShell(call, title, [], chosen), unit, period, calendar.Due(period), calendar.Closes(period), [.. silent],
            address.Combine(""))));
    }
}

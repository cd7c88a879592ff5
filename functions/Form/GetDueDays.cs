using System.Globalization;
using System.Text;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Form;

/// <summary>The due days of a unit's reports as a calendar file (RFC 5545) that phones take over, with a reminder three days
/// before.</summary>
public sealed class GetDueDays(YearSelector years, PlanStore plans, UnitRegister register)
{
    // RFC 5545, 3.1: lines are folded at 75 octets.
    private const int LineOctets = 75;

    /// <summary><c>?unit=&amp;year=</c>: the due days to come of the year, and of December of the year before.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var selected, out var refusal))
            return refusal;
        var code = call.QueryText("unit") ?? call.SignedIn.Unit.ToString();
        if (call.UnitIn(register.TreeOf(selected.Year), code) is not { } unit)
            return YearParameter.NoUnit(call);
        var localizer = new Localizer(call.Language);
        var lines = new List<string> { "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//YouthFunctions//Reports//VI", "CALSCALE:GREGORIAN" };
        foreach (var month in Month.OfYear(selected.Year).Prepend(new Month(selected.Year - 1, 12)))
            if (await plans.FindAsync(month.Year, cancel) is { } year
                && year.Calendar.StateOf(month, call.Now, register.TreeOf(month).PathToRoot(unit.Code)) != MonthState.Closed)
                lines.AddRange(Event(localizer, unit.Code, unit.Name, month, year.Calendar, call.Now));
        lines.Add("END:VCALENDAR");
        call.Http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(
            Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => Fold(line) + "\r\n"))), "text/calendar; charset=utf-8",
            $"han-nop-{unit.Code}-{selected.Year}.ics");
    }

    private static IEnumerable<string> Event(
        Localizer localizer, UnitCode unit, string name, Month month, ReportingCalendar calendar, DateTimeOffset now) =>
    [
        "BEGIN:VEVENT",
        $"UID:{month}-{unit}@youthfunctions",
        string.Create(CultureInfo.InvariantCulture, $"DTSTAMP:{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"),
        string.Create(CultureInfo.InvariantCulture, $"DTSTART;VALUE=DATE:{calendar.Due(month):yyyyMMdd}"),
        string.Create(CultureInfo.InvariantCulture, $"DTEND;VALUE=DATE:{calendar.Due(month).AddDays(1):yyyyMMdd}"),
        "SUMMARY:" + Escape(localizer.Localize("Hạn nộp báo cáo ", "Report due: ") + FormTexts.Short(month) + " – " + name),
        "DESCRIPTION:" + Escape(localizer.Localize("Khóa sổ sau ngày ", "Closes after ") + localizer.FormatDate(calendar.Closes(month))),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P3D",
        "DESCRIPTION:" + Escape(localizer.Localize("Sắp đến hạn nộp báo cáo ", "A report is due soon: ") + FormTexts.Short(month)),
        "END:VALARM",
        "END:VEVENT",
    ];

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);

    // Between characters, never within one.
    private static string Fold(string line)
    {
        var (folded, octets) = (new StringBuilder(), 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }
}

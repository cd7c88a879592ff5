using System.Globalization;
using System.Text.Json;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Administration.Desks;

/// <summary>The calendar's forms: the due and the closing day, and a month that is reopened for a unit.</summary>
public sealed class CalendarDesk(EditCalendar calendar, YearSelector years, UnitRegister register)
{
    private static readonly Text Title = new("Lịch báo cáo", "Reporting calendar");
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>The page, of the year <c>?year=</c>.</summary>
    public Task<IResult> Show(Call call, CancellationToken cancel) => PageAsync(call, Nothing, null, cancel);

    /// <summary>Sets the days of a year; <c>step=look</c> shows first what will change.</summary>
    public async Task<IResult> SubmitDays(Call call, CancellationToken cancel)
    {
        var (chosen, fields, refusal) = await ReadAsync(call, ["dueDay", "closeDay"], cancel);
        if (chosen is null)
            return refusal!;
        var before = chosen.ReportingYear.Calendar;
        var (due, close) = (Number(fields["dueDay"]), Number(fields["closeDay"]));
        if (fields["step"] != "apply" && due is >= 1 && close is <= 28 && due <= close)
            return Confirm(
                call, new Text("Đổi ngày hạn và ngày khóa sổ", "Change the due and the closing day"), "/manage/calendar/days", fields,
                [
                    new(call.Localize(new("Hạn nộp, ngày của tháng sau", "Due, day of the month after")), Text(before.DueDay), Text(due)),
                    new(call.Localize(new("Khóa sau ngày", "Closed after day")), Text(before.CloseDay), Text(close)),
                ],
                new Text("Hoàn tác: đặt lại hai ngày cũ. Báo cáo đã nhận không đổi.",
                    "To undo: set the former days again. Reports that were taken stay."));
        return await SendAsync(
            call, chosen.Year, calendar.Put, JsonSerializer.Serialize(new { dueDay = due ?? 0, closeDay = close ?? 99 }), fields, cancel);
    }

    /// <summary>Reopens a closed month for a unit and all below; <c>step=look</c> shows first what will change.</summary>
    public async Task<IResult> SubmitReopening(Call call, CancellationToken cancel)
    {
        var (chosen, fields, refusal) = await ReadAsync(call, ["month", "unit", "until", "reason"], cancel);
        if (chosen is null)
            return refusal!;
        if (!Month.TryParse(fields["month"], out var month) || !DateOnly.TryParseExact(
            fields["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            return await RefuseAsync(call, fields, new Fault("month", "invalid", new Text(
                "Cần chọn tháng và ngày cuối.", "Choose the month and the last day.")), cancel);
        // In the tree of the month: a year can have two, and units of the first are gone at its end.
        if (call.UnitIn(register.TreeOf(month), fields["unit"]) is not { } unit)
            return await RefuseAsync(call, fields, new Fault("unit", "invalid", new Text(
                "Không có đơn vị này trong phạm vi của bạn.", "There is no such unit within your reach.")), cancel);
        var localizer = new Localizer(call.Language);
        if (fields["step"] != "apply")
            return Confirm(
                call, new Text("Mở lại một tháng", "Reopen a month"), "/manage/calendar/reopen", fields,
                [
                    new(
                        $"{unit.Name}, {month.Number}/{month.Year}",
                        call.Localize(new("Đã khóa", "Closed")),
                        call.Localize(new("Nhận báo cáo đến ", "Takes reports until ")) + localizer.FormatDate(until)),
                ],
                new Text("Không thu hồi được trước ngày cuối; mỗi báo cáo nhận thêm có tên người gửi và lý do.",
                    "It cannot be taken back before its last day; each report that comes carries who sent it and why."));
        return await SendAsync(
            call, chosen.Year, calendar.Reopen,
            JsonSerializer.Serialize(new { month = month.ToString(), unit = unit.Code.ToString(), until, reason = fields["reason"] }),
            fields, cancel);
    }

    private async Task<IResult> SendAsync(
        Call call, int year, HttpHandler handler, string json, Dictionary<string, string> fields, CancellationToken cancel)
    {
        var problem = await ApiRequest.SendAsync(
            call, handler, "application/json", json, new Dictionary<string, object?> { ["year"] = Text(year) }, $"year={year}", cancel);
        return problem is null
            ? SignIn.SeeOther(call, $"/manage/calendar?year={year}&done=1")
            : await PageAsync(call, fields, problem, cancel);
    }

    private async Task<(SelectedYear? Year, Dictionary<string, string> Fields, IResult? Refusal)> ReadAsync(
        Call call, string[] names, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } foreign)
            return (null, [], foreign);
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var fields = names.Append("year").Append("step").ToDictionary(name => name, name => form[name].ToString().Trim());
        return (await years.SelectAsync(call, YearParameter.Parse(fields["year"]), cancel)).TryGet(out var chosen, out var refusal)
            ? (chosen, fields, null)
            : (null, fields, refusal);
    }

    private Task<IResult> RefuseAsync(Call call, Dictionary<string, string> fields, Fault fault, CancellationToken cancel) =>
        PageAsync(call, fields, Problems.Find(Problems.Invalid(call, [fault])), cancel);

    private async Task<IResult> PageAsync(
        Call call, IReadOnlyDictionary<string, string> typed, Problem? problem, CancellationToken cancel)
    {
        var year = YearParameter.Parse(typed.GetValueOrDefault("year"));
        var selected = year is null
            ? await years.SelectAsync(call, withList: true, cancel)
            : await years.SelectAsync(call, year, cancel);
        if (!selected.TryGet(out var chosen, out var refusal))
            return refusal;
        var seen = chosen.ReportingYear with
        {
            Calendar = chosen.ReportingYear.Calendar with
            {
                Reopenings = EditCalendar.VisibleReopenings(call, chosen.ReportingYear.Calendar, register),
            },
        };
        var shell = new PageShell(call, call.Localize(Title), [], chosen) { HasFaults = problem is not null };
        return new PageResult(
            call, CalendarDeskPage.Create(new DeskView(shell, seen, typed, problem)),
            problem?.Status ?? StatusCodes.Status200OK);
    }

    private static PageResult Confirm(
        Call call, Text title, string action, Dictionary<string, string> fields, IReadOnlyList<ConfirmLine> lines, Text undo)
    {
        call.Audit.MarkUnchanged();
        fields.Remove("step");
        return new PageResult(call, ConfirmPage.Create(new ConfirmView(
            new PageShell(call, call.Localize(title), [], null), $"/manage/calendar?year={fields["year"]}", action, lines,
            call.Localize(undo), fields)));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

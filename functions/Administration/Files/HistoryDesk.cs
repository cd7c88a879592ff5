using System.Globalization;
using System.Text;
using YouthFunctions.Administration.Desks;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.History;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Administration.Files;

/// <summary>Years before the plan from a workbook or a CSV file, looked at first; and a loaded year taken out again.</summary>
public sealed class HistoryDesk(LoadHistory loading, RemoveHistory removing, PlanStore plans, UnitRegister register)
{
    private static readonly Text Title = new("Số liệu các năm trước", "Figures of earlier years");

    /// <summary>The forms.</summary>
    public Task<IResult> Show(Call call, CancellationToken cancel) => Task.FromResult<IResult>(Page(call, null));

    /// <summary>Takes the file: <c>step=look</c> shows which years it has, <c>step=apply</c> loads them.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } foreign)
            return foreign;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var (content, fault) = await PostedFile.ReadAsync(form, cancel);
        if (content is null)
            return Refuse(call, [fault!]);
        var kind = FileKinds.Detect(new MemoryStream(content, writable: false), "text/csv");
        if (kind.Kind is null)
            return Refuse(call, [new Fault("file", "file.kind", kind.Refusal)]);
        var sheet = kind.Kind == FileKind.Xlsx ? HistorySheet.Read(content, cancel) : null;
        var text = sheet?.Csv ?? PostedFile.ReadText(content);
        if (PostedFile.FindFault(text) is { } tooLarge)
            return Refuse(call, [tooLarge]);
        var isSimulated = form["simulated"] == "true";
        if (form["step"] == "apply")
        {
            if (sheet?.Faults([]) is { Count: > 0 } wrong)
                return Refuse(call, wrong);
            var problem = await ApiRequest.SendAsync(
                call, loading.Handle, "text/csv", text, new Dictionary<string, object?>(), isSimulated ? "simulated=true" : "", cancel);
            return problem is null ? SignIn.SeeOther(call, "/manage/history?done=1") : Page(call, problem);
        }

        call.Audit.MarkUnchanged();
        var planned = await plans.YearsAsync(cancel);
        if (planned.Count == 0 || await plans.FindAsync(planned[^1], cancel) is not { } latest)
            return LoadHistory.NoPlan(call);
        var (file, refusal) = await CsvBody.ReadAsync(call, new StringReader(text), reader => HistoryFile.ReadAsync(
            reader, latest.Plan, register, call.SignedIn, planned, LocalTime.DayAt(call.Now).Year, NumberStyle.Unknown, cancel));
        var faults = sheet is null ? file?.Faults ?? [] : sheet.Faults(file?.Faults ?? []);
        if (faults.Count > 0)
            return Refuse(call, faults);
        return refusal is null ? Confirm(call, text, isSimulated, file!) : Page(call, Problems.Find(refusal));
    }

    /// <summary>Takes a loaded year out: <c>step=look</c> warns, <c>step=apply</c> does it.</summary>
    public async Task<IResult> SubmitRemoval(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } foreign)
            return foreign;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        if (YearParameter.Parse(form["year"].ToString().Trim()) is not { } year)
            return Refuse(call, [new Fault("year", "year.form", new Text(
                "Cần một năm bốn chữ số.", "A year of four digits is needed."))]);
        if (form["step"] != "apply")
        {
            call.Audit.MarkUnchanged();
            var localizer = new Localizer(call.Language);
            return new PageResult(call, ConfirmPage.Create(new ConfirmView(
                new PageShell(call, call.Localize(new Text($"Xóa số liệu năm {year}", $"Remove the figures of {year}")), [], null),
                "/manage/history", "/manage/history/remove",
                [new(year.ToString(CultureInfo.InvariantCulture), localizer.Localize("mọi số liệu đã nạp của năm này",
                    "everything that was loaded of this year"), localizer.Localize("không còn", "gone"))],
                call.Localize(new Text("Không hoàn tác được ở đây: muốn lấy lại thì nạp lại tệp.",
                    "It cannot be undone here: to have it back, load the file again.")),
                new Dictionary<string, string> { ["year"] = year.ToString(CultureInfo.InvariantCulture) })));
        }

        var problem = await ApiRequest.SendAsync(
            call, removing.Handle, "text/plain", "", new Dictionary<string, object?>(),
            string.Create(CultureInfo.InvariantCulture, $"year={year}"), cancel);
        return problem is null ? SignIn.SeeOther(call, "/manage/history?done=1") : Page(call, problem);
    }

    private static PageResult Confirm(Call call, string text, bool isSimulated, HistoryFile file)
    {
        var localizer = new Localizer(call.Language);
        var lines = file.Reports.OrderBy(pair => pair.Key).Select(pair => new ConfirmLine(
            pair.Key.ToString(CultureInfo.InvariantCulture), localizer.Localize("như đang có", "as it stands"), localizer.Localize(
                $"thay số liệu của {localizer.FormatInteger(pair.Value.Count)} đơn vị; đơn vị khác giữ nguyên",
                $"figures of {localizer.FormatInteger(pair.Value.Count)} units in place of what they had; other units stay")));
        var fields = new Dictionary<string, string> { [PostedFile.Kept] = PostedFile.Pack(text) };
        if (isSimulated)
            fields["simulated"] = "true";
        return new PageResult(call, ConfirmPage.Create(new ConfirmView(
            new PageShell(call, call.Localize(new Text("Nạp số liệu các năm trước", "Load figures of earlier years")), [], null),
            "/manage/history", "/manage/history", [.. lines],
            call.Localize(new Text(
                $"{localizer.FormatInteger(file.Lines)} dòng. Hoàn tác: nạp lại tệp cũ, hoặc xóa năm đó ở trang này.",
                $"{localizer.FormatInteger(file.Lines)} lines. To undo: load the former file, or remove the year on this page.")),
            fields)));
    }

    private static PageResult Refuse(Call call, IReadOnlyList<Fault> faults) => Page(call, Problems.Find(Problems.Invalid(call, faults)));

    private static PageResult Page(Call call, Problem? problem) => new(
        call,
        HistoryDeskPage.Create(new FilesView(
            new PageShell(call, call.Localize(Title), [], null) { HasFaults = problem is not null }, problem)),
        problem?.Status ?? StatusCodes.Status200OK);
}

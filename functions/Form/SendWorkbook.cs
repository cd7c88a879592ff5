using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Form.Parts;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Form;

/// <summary>Takes the filled workbook (or CSV) from the form's page. One report in it is looked at as if it had been typed; several are
/// looked at together, and stored all or none.</summary>
public sealed class SendWorkbook(ReportForm form, BatchImport import, PlanStore plans, UnitRegister register)
{
    // What a browser names a file by says nothing: the bytes decide between a workbook and CSV.
    private const string AnySheet = "application/vnd.ms-excel";
    private const int RowsAtMost = 500;

    /// <summary>The file is looked at; with <c>step=send</c>, and each doubt confirmed, its reports are stored.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        if (!MonthText.TryParse(call.QueryText("period") ?? "", out var period)
            || call.UnitIn(register.TreeOf(period), call.QueryText("unit")) is not { } unit)
            return YearParameter.NoUnit(call);
        call.Audit.MarkUnchanged(); // until something is stored
        var posted = await RequestContent.ReadFormAsync(call, cancel);
        var (content, fault) = await PostedFile.ReadAsync(posted, cancel);
        var rows = new List<SubmittedRow>();
        if (content is not null)
            (rows, fault) = await RowsAsync(content, cancel);
        var view = new WorkbookView(
            new PageShell(call, "", [], null), unit, period, content, null, new HashSet<string>(), fault is null ? [] : [fault]);
        if (fault is not null)
            return Page(view, StatusCodes.Status422UnprocessableEntity);
        var stated = rows.Where(row => !row.IsBlank).ToArray();
        var trial = await RunAsync(call, rows, new BatchOptions(true, true, NumberStyle.Unknown), cancel);
        // One report that can be read goes on as if it had been typed, and can be mended there.
        if (stated is [{ Report: { } only }] && trial.Count(RowStatus.Refused) == 0)
            return await form.LookAtAsync(call, ReportFields.From(only), cancel);

        var isSent = posted["step"] == ReportForm.Send;
        var confirmed = posted["ok"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        view = view with
        {
            Outcome = trial,
            Values = Values(new Localizer(call.Language), stated, (await plans.FindAsync(period.Year, cancel))?.Plan),
            Units = register.TreeOf(period),
            Confirmed = confirmed,
            Faults = [.. ReasonFaults(trial, stated), .. isSent ? UnconfirmedFaults(trial, confirmed) : []],
        };
        if (trial.IsRefused || view.Faults.Count > 0)
            return Page(view, StatusCodes.Status422UnprocessableEntity);
        if (!isSent)
            return Page(view, StatusCodes.Status200OK);
        var outcome = await RunAsync(
            call, rows, new BatchOptions(false, true, NumberStyle.Unknown) { IsConfirmed = confirmed.Count > 0 }, cancel);
        if (outcome.Count(RowStatus.Stored) is > 0 and var stored)
            call.Audit.Add("batch.stored", unit.Code, "form", stored.ToString(CultureInfo.InvariantCulture) + " reports");
        return Page(view with { Outcome = outcome, IsStored = !outcome.IsRefused }, outcome.Status);
    }

    private Task<BatchOutcome> RunAsync(Call call, List<SubmittedRow> rows, BatchOptions options, CancellationToken cancel) =>
        // Checking adds faults to a row, so each run gets rows of its own.
        import.RunAsync(
            () => rows.Select(row => row with { Faults = [.. row.Faults] }).ToAsyncEnumerable(), call.SignedIn, options, cancel);

    private static async Task<(List<SubmittedRow> Rows, Fault? Fault)> RowsAsync(byte[] content, CancellationToken cancel)
    {
        using var stream = new MemoryStream(content, writable: false);
        var found = FileKinds.Detect(stream, AnySheet);
        if (found.Kind is not { } kind)
            return ([], new Fault("file", "file.kind", found.Refusal));
        var rows = await new SheetFile(stream, kind == FileKind.Xlsx, NumberStyle.Unknown).ReadAsync(cancel)
            .Take(RowsAtMost + 1).ToListAsync(cancel);
        return rows.Count > RowsAtMost
            ? (rows, new Fault("file", "file.rows", new Text(
                $"Tệp gửi ở đây có tối đa {RowsAtMost} dòng.", $"A file sent here has {RowsAtMost} rows at most.")))
            : rows.All(row => row.IsBlank)
            ? (rows, new Fault("file", "file.blank", new Text(
                "Tệp chưa có số liệu nào.", "The file holds no figures yet.")))
            : (rows, null);
    }

    // What stands at a place of the file, as the form says it.
    private static Dictionary<string, string> Values(Localizer localizer, SubmittedRow[] stated, YearPlan? plan)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in stated.SelectMany(row => row.Report?.Values ?? []))
            if ((value.Amount ?? value.YearToDate ?? value.Numerator) is { } number && value.Indicator is { } code)
                said[value.Code.Pointer] = $"{(plan?.Find(code) is { } known ? localizer.Localize(known.Name) : code.ToString())}: "
                    + localizer.FormatExact(number.Value)
                    + (value.Denominator is { } whole ? $" / {localizer.FormatExact(whole.Value)}" : "");
        return said;
    }

    // A correction says why, as on the form.
    private static IEnumerable<Fault> ReasonFaults(BatchOutcome outcome, SubmittedRow[] stated) =>
        outcome.Rows.Where(row => row is { Status: RowStatus.Valid, Revision: > 1 })
            .Select(row => stated.FirstOrDefault(item => item.Number == row.Row && item.Sheet == row.Sheet)?.Report)
            .OfType<SubmittedReport>().Where(report => report.Reason is null)
            .Select(report => new Fault(report.Pointer, "reason.missing", ReportForm.ReasonNeeded));

    private static IEnumerable<Fault> UnconfirmedFaults(BatchOutcome outcome, HashSet<string> confirmed) =>
        from warning in outcome.Rows.SelectMany(row => row.Warnings)
        where !confirmed.Contains(warning.Pointer)
        select new Fault(warning.Pointer, "value.unconfirmed", ReportForm.ConfirmationNeeded);

    private static PageResult Page(WorkbookView view, int status)
    {
        var call = view.Shell.Call;
        var title = call.Localize(view.IsStored ? new Text("Đã nhận tệp báo cáo", "The reports of the file were received")
            : new Text("Xem lại trước khi gửi", "Look again before it is sent"));
        return new PageResult(call, WorkbookPage.Create(view with
        {
            Shell = new PageShell(call, title, [], null) { HasFaults = status >= StatusCodes.Status400BadRequest },
        }), status);
    }
}

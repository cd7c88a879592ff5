using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Collecting.Uploading;

/// <summary>One workbook or CSV file with the reports of all units below: looked at first, then sent. Rows of units that are not below are
/// refused by the rules of intake.</summary>
public sealed class UploadReports(BatchImport import, CollectingReader reader, YearSelector years, UnitRegister register)
{
    /// <summary>The form.</summary>
    public async Task<IResult> Show(Call call, CancellationToken cancel)
    {
        var (address, refusal) = await CollectingAddress.ReadAsync(call, years, register, needsPeriod: false, cancel);
        return address is null
            ? refusal!
            : Page(
                call, address with { Period = address.Period ?? reader.DefaultMonth(address.Year.Year) }, null, null, null, null,
                StatusCodes.Status200OK);
    }

    /// <summary>Takes the file: <c>step=look</c> with <c>file</c> tries it, <c>step=send</c> with what was looked at stores it.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        var (address, misread) = await CollectingAddress.ReadAsync(call, years, register, needsPeriod: true, cancel);
        if (address is null)
            return misread!;
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var name = Name(form.Files.GetFile("file")?.FileName ?? form["name"].ToString());
        var (bytes, fault) = await PostedFile.ReadAsync(form, cancel);
        if (bytes is null)
            return Page(call, address, name, null, null, fault!.Message, StatusCodes.Status422UnprocessableEntity);
        using var file = new MemoryStream(bytes, writable: false);
        var found = FileKinds.Detect(file, name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? FileKinds.XlsxType : "text/csv");
        if (found.Kind is not { } kind)
            return Page(call, address, name, null, null, found.Refusal, StatusCodes.Status422UnprocessableEntity);
        var isTrial = form["step"] != "send";
        var outcome = await import.RunAsync(
            () => SubmitBatch.Rows(file, kind, NumberStyle.Unknown, cancel), call.SignedIn,
            new BatchOptions(isTrial, IsAllOrNothing: false, NumberStyle.Unknown) { IsConfirmed = form["confirmed"] == "true" }, cancel);
        if (outcome.Count(RowStatus.Stored) is > 0 and var stored)
            call.Audit.Add("batch.stored", call.SignedIn.Unit, name, stored.ToString(CultureInfo.InvariantCulture) + " reports");
        else
            call.Audit.MarkUnchanged();
        return Page(
            call, address, name, isTrial ? Convert.ToBase64String(bytes) : null, outcome, null,
            isTrial ? StatusCodes.Status200OK : outcome.Status);
    }

    private static string Name(string sent) => PrintableText.Clean(Path.GetFileName(sent), 100) ?? "file";

    private static PageResult Page(
        Call call, CollectingAddress address, string? name, string? content, BatchOutcome? outcome, Text? refusal, int status)
    {
        var shell = new PageShell(call, call.Localize(new Text("Gửi một tệp cho tất cả", "Send one file for all")), [], address.Year)
        {
            HasFaults = refusal is not null,
        };
        return new PageResult(
            call, UploadPage.Create(new UploadView(shell, address.Unit, address.Period!.Value, name, content, outcome, refusal)), status);
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Hosting;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Batch.Workbooks;

namespace YouthFunctions.Reports.Bridges;

/// <summary>
/// Takes what other systems send. Their fields are renamed by the mapping file and then read as the cells of a sheet, so
/// that they end in the same checks and the same intake; the key in the header is that of the sending system.
/// </summary>
public sealed class SubmitFromBridge(BridgeMapping mapping, BatchImport import)
{
    /// <summary>A webhook of KoboToolbox or ODK Central: one submission, groups written as <c>group/field</c>. 422 when it
    /// is not taken, so that the sender shows it as failed.</summary>
    public Task<IResult> Kobo(Call call, CancellationToken cancel) => TakeAsync(call, element => [Submission(element)], cancel);

    /// <summary>DHIS2 <c>dataValueSets</c>: data values of one or more organisation units and months.</summary>
    public Task<IResult> Dhis2(Call call, CancellationToken cancel) => TakeAsync(call, DataValues, cancel);

    private sealed record Form(string Unit, string Period, List<(string Column, string Value, string At)> Cells);

    private async Task<IResult> TakeAsync(Call call, Func<JsonElement, IEnumerable<Form>> read, CancellationToken cancel)
    {
        var (body, refusal) = await ReportBody.ReadAsync(call, cancel);
        if (refusal is not null)
            return refusal;
        List<SentRow> rows;
        using (var document = JsonDocument.Parse(body, ReportJson.Options))
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return Problems.Malformed(call, "", new Text("Cần một đối tượng JSON.", "A JSON object is needed."));
            rows = [.. read(document.RootElement).Select((form, index) => Row(form, index + 1))];
        }

        if (rows.Count == 0)
            return Problems.Invalid(call, [ReportFaults.Empty("")]);
        var results = await import.RunAsync(rows.ToAsyncEnumerable(), call.SignedIn, isTrial: false, cancel);
        IntakeMeter.Count(results);
        var isTaken = results.All(result => result.Status is RowStatus.Stored or RowStatus.Unchanged);
        return new BatchAnswer(call, results, isDryRun: false, isTaken ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private Form Submission(JsonElement element)
    {
        var source = mapping.Kobo;
        var (unit, period, cells) = ("", "", new List<(string, string, string)>());
        foreach (var member in element.EnumerateObject())
        {
            // Everything else is the system's own: its ids, times and attachments.
            var name = member.Name[(member.Name.LastIndexOf('/') + 1)..];
            if (name == source.Unit)
                unit = Scalar(member.Value);
            else if (name == source.Period)
                period = Scalar(member.Value);
            else if (source.Fields.TryGetValue(name, out var column) && Scalar(member.Value) is { Length: > 0 } value)
                cells.Add((column, value, $"/{member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"));
        }

        return new Form(source.Units.GetValueOrDefault(unit, unit), period, cells);
    }

    private IEnumerable<Form> DataValues(JsonElement element)
    {
        var source = mapping.Dhis2;
        var forms = new Dictionary<(string, string), Form>();
        if (!element.TryGetProperty("dataValues", out var values) || values.ValueKind != JsonValueKind.Array)
            return [];
        foreach (var (value, index) in values.EnumerateArray().Select((value, index) => (value, index)))
        {
            if (value.ValueKind != JsonValueKind.Object)
                continue;
            var unit = Own("orgUnit");
            var period = Own("period");
            var name = Member(value, "dataElement");
            if (!forms.TryGetValue((unit, period), out var form))
                forms[(unit, period)] = form = new Form(source.Units.GetValueOrDefault(unit, unit), Period(period), []);
            form.Cells.Add((source.Fields.GetValueOrDefault(name, name), Member(value, "value"), $"/dataValues/{index}"));

            string Own(string member) => Member(value, member) is { Length: > 0 } own ? own : Member(element, member);
        }

        return forms.Values;
    }

    private static SentRow Row(Form form, int number)
    {
        var faults = new List<Fault>();
        var place = new SheetPlace("Sheet1");
        var head = form.Cells.Select(cell => cell.Column).Prepend("period").Prepend("unit");
        var columns = SheetColumns.Read(Line(head, 1), place, faults);
        if (faults.Count > 0)
        {
            // The faults name the cells of a head that nobody sent: back to the members that were.
            var at = form.Cells.Select((cell, index) => (Cell: place.Cell(index + 2, 1), cell.At)).ToDictionary(pair => pair.Cell, pair => pair.At);
            return new SentRow(number, null, [.. faults.Select(fault => fault with { Pointer = at.GetValueOrDefault(fault.Pointer, "") })]);
        }

        var rows = new SheetRows(columns, place, null, NumberStyle.Unknown, new(SheetEvidence.None));
        return rows.Read(Line(form.Cells.Select(cell => cell.Value).Prepend(form.Period).Prepend(form.Unit), number));
    }

    private static SheetLine Line(IEnumerable<string> texts, int number) =>
        new(number, [.. texts.Select((text, index) => SheetCell.OfText(index, text)).Where(cell => !string.IsNullOrWhiteSpace(cell.Text))]);

    // DHIS2 writes a month as 202405.
    private static string Period(string text) => text.Length == 6 && text.All(char.IsAsciiDigit) ? $"{text[..4]}-{text[4..]}" : text;

    private static string Member(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? Scalar(value) : "";

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };
}

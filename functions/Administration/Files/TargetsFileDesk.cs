using System.Globalization;
using YouthFunctions.Administration.Desks;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Units;

namespace YouthFunctions.Administration.Files;

/// <summary>The targets of all units below one as a workbook: taken away, filled in, looked at, and set together or not at all.</summary>
public sealed class TargetsFileDesk(EditTargets targets, PlanStore plans, YearSelector years, UnitRegister register)
{
    private const int MaxLines = 200;

    /// <summary>The workbook of the unit in the address, of the year <c>?year=</c>.</summary>
    public async Task<IResult> Download(Call call, CancellationToken cancel)
    {
        var (chosen, unit, refusal) = await ReadAsync(call, cancel);
        if (unit is null)
            return refusal!;
        call.Http.Response.Headers.CacheControl = "no-store";
        return Results.File(
            TargetsSheet.Write(chosen!.ReportingYear, [.. register.TreeOf(chosen.Year).Children(unit.Code)]), FileKinds.XlsxType,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{new Text("chi-tieu", "targets").In(Organisation.Current.Language)}-{unit.Code}-{chosen.Year}.xlsx"));
    }

    /// <summary>The form that takes it.</summary>
    public async Task<IResult> Show(Call call, CancellationToken cancel)
    {
        var (chosen, unit, refusal) = await ReadAsync(call, cancel);
        return unit is null ? refusal! : Page(call, chosen!, unit, null);
    }

    /// <summary>Takes the filled workbook: <c>step=look</c> shows what will change, <c>step=apply</c> sets all of it.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        var (chosen, unit, refusal) = await ReadAsync(call, cancel);
        if (unit is null)
            return refusal!;
        if (SignIn.RefuseForm(call) is { } foreign)
            return foreign;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var (content, fault) = await PostedFile.ReadAsync(form, cancel);
        if (content is null)
            return Page(call, chosen!, unit, Problems.Find(Problems.Invalid(call, [fault!])));
        var tree = register.TreeOf(chosen!.Year);
        var faults = new List<Fault>();
        var wanted = TargetsSheet.Read(content, chosen.ReportingYear.Plan, code => call.UnitIn(tree, code), faults, cancel);
        var stored = await plans.ReadStoredAsync(chosen.Year, cancel);
        if (faults.Count == 0)
            faults.AddRange(targets.Faults(call, stored, wanted));
        if (faults.Count > 0)
            return Page(call, chosen, unit, Problems.Find(Problems.Invalid(call, faults)));
        if (form["step"] != "apply")
            return Confirm(call, chosen, unit, content, stored, wanted);
        return await targets.SetAllAsync(call, chosen.Year, wanted, form["tag"].ToString(), cancel) is { } refused
            ? Page(call, chosen, unit, Problems.Find(refused))
            : SignIn.SeeOther(call, Address(chosen, unit, "") + "&done=1");
    }

    private PageResult Confirm(
        Call call, SelectedYear chosen, Unit unit, byte[] content, StoredYear stored,
        Dictionary<UnitCode, IReadOnlyDictionary<IndicatorCode, decimal>> wanted)
    {
        call.Audit.MarkUnchanged();
        var localizer = new Localizer(call.Language);
        var tree = register.TreeOf(chosen.Year);
        var divided = call.Localize(new Text("phân bổ từ trên", "divided from above"));
        ConfirmLine[] lines =
        [
            .. from row in wanted
               let before = stored.SetFor(row.Key)
               from indicator in chosen.ReportingYear.Plan.Indicators
               let was = before.TryGetValue(indicator.Code, out var old) ? old : (decimal?)null
               let now = row.Value.TryGetValue(indicator.Code, out var fresh) ? fresh : (decimal?)null
               where was != now
               select new ConfirmLine(
                   $"{tree[row.Key].Name}: {call.Localize(indicator.Name)}",
                   was is { } stood ? TargetsDesk.Write(localizer, indicator, stood) : divided,
                   now is { } set ? TargetsDesk.Write(localizer, indicator, set) : divided),
        ];
        var shown = lines.Length <= MaxLines ? lines
            : [.. lines.Take(MaxLines), new ConfirmLine(
                localizer.Localize($"và {lines.Length - MaxLines} thay đổi khác", $"and {lines.Length - MaxLines} more changes"), "", "")];
        return new PageResult(call, ConfirmPage.Create(new ConfirmView(
            new PageShell(call, call.Localize(new Text(
                $"Đổi chỉ tiêu của các đơn vị thuộc {unit.Name}", $"Change the targets of the units below {unit.Name}")), [], null),
            Address(chosen, unit, "/upload"), Address(chosen, unit, "/upload"), shown,
            call.Localize(new Text(
                "Cả tệp được kiểm tra trước khi đổi. Đơn vị không có trong tệp giữ nguyên. Hoàn tác: gửi lại tệp đã tải trước khi đổi.",
                "The whole file is checked before anything changes. Units that are not in it stay. To undo: send a workbook that was "
                    + "taken before.")),
            new Dictionary<string, string>
            {
                [PostedFile.Kept] = Convert.ToBase64String(content),
                ["tag"] = EditTargets.TagOf(stored, wanted),
            })));
    }

    private async Task<(SelectedYear? Year, Unit? Unit, IResult? Refusal)> ReadAsync(Call call, CancellationToken cancel) =>
        !(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal) ? (null, null, refusal)
        : call.UnitIn(register.TreeOf(chosen.Year)) is { } unit ? (chosen, unit, null)
        : (chosen, null, YearParameter.NoUnit(call));

    private static PageResult Page(Call call, SelectedYear chosen, Unit unit, Problem? problem) => new(
        call,
        TargetsFilePage.Create(new TargetsFileView(
            new PageShell(
                call, call.Localize(new Text($"Chỉ tiêu các đơn vị thuộc {unit.Name}", $"Targets of the units below {unit.Name}")), [],
                chosen)
            {
                HasFaults = problem is not null,
            },
            unit, Address(chosen, unit, ""), Address(chosen, unit, "/workbook"), Address(chosen, unit, "/upload"), problem)),
        problem?.Status ?? StatusCodes.Status200OK);

    private static string Address(SelectedYear chosen, Unit unit, string part) =>
        string.Create(CultureInfo.InvariantCulture, $"/manage/targets/{unit.Code}{part}?year={chosen.Year}");
}

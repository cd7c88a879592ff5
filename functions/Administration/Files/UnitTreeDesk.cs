using YouthFunctions.Administration.Desks;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Reorganisations;
using YouthFunctions.Successions;

namespace YouthFunctions.Administration.Files;

/// <summary>A new tree of units from a file, with who takes over from whom: looked at first, and taken out again.</summary>
public sealed class UnitTreeDesk(PutUnitTree importing, RemoveUnitTree removing, SuccessionDesk desk)
{
    private const string Page = "/manage/reorganisations";
    private const string KeptUnits = "units-kept";
    private const string KeptSuccession = "succession-kept";

    /// <summary>Takes the files <c>units</c> and <c>succession</c> for the month <c>from</c>: <c>step=look</c> tells what they do,
    /// <c>step=apply</c> stores them. <c>keys</c> is what becomes of the keys of units that do not go on.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } foreign)
            return foreign;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var (from, keys, isApplied) = (form["from"].ToString().Trim(), form["keys"].ToString(), form["step"] == "apply");
        var (units, fault) = await PostedFile.ReadTextAsync(form, cancel, "units", KeptUnits);
        var (succession, faultBeside) = await PostedFile.ReadTextAsync(form, cancel, "succession", KeptSuccession);
        var faults = new[] { fault, faultBeside }.OfType<Fault>()
            .Where(found => found is not { Pointer: "succession", Code: "file.missing" }).ToList();
        if (keys.Length > 0 && !SuccessionKeys.IsFate(keys))
            faults.Add(new Fault("keys", "keys", new Text("Chọn một trong ba cách.", "Choose one of the three ways.")));
        if (faults.Count > 0)
            return await desk.PageAsync(call, Problems.Find(Problems.Invalid(call, faults)), cancel, from);
        var upload = new UnitTreeUpload(from, units!, succession, keys.Length > 0 ? keys : null);
        var answer = await importing.ImportAsync(call, upload, dryRun: !isApplied, cancel);
        if (Problems.Find(answer) is { } problem)
            return await desk.PageAsync(call, WithPlaces(call, problem), cancel, from);
        return isApplied || answer is not IValueHttpResult { Value: UnitTreeOverview overview }
            ? SignIn.SeeOther(call, $"{Page}?done=1")
            : Confirm(call, upload, overview);
    }

    /// <summary>Takes the imported tree of the month <c>from</c> out: <c>step=look</c> warns, <c>step=apply</c> does it.</summary>
    public async Task<IResult> SubmitRemoval(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } foreign)
            return foreign;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var (from, isApplied) = (form["from"].ToString(), form["step"] == "apply");
        var answer = await ApiRequest.AnswerAsync(
            call, removing.Handle, "text/plain", "", new Dictionary<string, object?> { ["from"] = from }, isApplied ? "" : "dryRun=true",
            cancel);
        if (Problems.Find(answer) is { } problem)
            return await desk.PageAsync(call, problem, cancel);
        if (isApplied || answer is not IValueHttpResult { Value: RemovedUnitTree removed })
            return SignIn.SeeOther(call, $"{Page}?done=1");
        var localizer = new Localizer(call.Language);
        var keysStaying = localizer.FormatInteger(removed.KeysStaying);
        return new PageResult(call, ConfirmPage.Create(new ConfirmView(
            new PageShell(call, call.Localize(new Text($"Bỏ cây đơn vị từ {from}", $"Take the tree of {from} out")), [], null),
            Page, $"{Page}/tree/remove",
            [
                new(
                    localizer.Localize("Cây đơn vị", "Tree of units"),
                    localizer.Localize(
                        $"từ {localizer.FormatDate(removed.From.FirstDay)}: {localizer.FormatInteger(removed.Units)} đơn vị",
                        $"from {localizer.FormatDate(removed.From.FirstDay)}: {localizer.FormatInteger(removed.Units)} units"),
                    localizer.Localize(
                        $"cây từ {localizer.FormatDate(removed.InForce.FirstDay)} tiếp tục có hiệu lực",
                        $"the tree of {localizer.FormatDate(removed.InForce.FirstDay)} stays in force")),
                new(localizer.Localize("Khóa đã hoặc sẽ chuyển sang đơn vị mới", "Keys that went or go over to new units"), keysStaying,
                    localizer.Localize("ở lại đơn vị cũ", "stay with their former units")),
                new(localizer.Localize("Khóa cấp cho đơn vị mới", "Keys made for new units"), localizer.FormatInteger(removed.KeysEnded),
                    localizer.Localize("kết thúc ngay", "end now")),
            ],
            call.Localize(new Text(
                "Chưa có báo cáo nào theo cây này. Hoàn tác: nạp lại hai tệp; khóa đã kết thúc thì phải cấp lại.",
                "No report was sent by this tree. To undo: load both files again; keys that ended must be given anew.")),
            new Dictionary<string, string> { ["from"] = from })));
    }

    // Which file and which line, in the reader's words; the API's pointers are for programs.
    private static Problem WithPlaces(Call call, Problem problem) => problem with
    {
        Errors = problem.Errors?.Select(error => error.Pointer.Split(' ') switch
        {
            ["line", var line] => error with
            {
                Pointer = "",
                Detail = call.Localize(new Text($"Tệp đơn vị, dòng {line}: {error.Detail}", $"Units, line {line}: {error.Detail}")),
            },
            ["succession", "line", var line] => error with
            {
                Pointer = "",
                Detail = call.Localize(new Text($"Tệp kế tục, dòng {line}: {error.Detail}", $"Succession, line {line}: {error.Detail}")),
            },
            _ => error,
        }).ToArray(),
    };

    private static PageResult Confirm(Call call, UnitTreeUpload upload, UnitTreeOverview overview)
    {
        var fields = new Dictionary<string, string>
        {
            ["from"] = upload.From,
            ["keys"] = upload.Keys ?? "",
            [KeptUnits] = PostedFile.Pack(upload.Units),
        };
        if (!string.IsNullOrWhiteSpace(upload.Succession))
            fields[KeptSuccession] = PostedFile.Pack(upload.Succession);
        return new PageResult(call, ConfirmPage.Create(new ConfirmView(
            new PageShell(call, call.Localize(new Text($"Cây đơn vị từ {upload.From}", $"Tree of units from {upload.From}")), [], null),
            Page, $"{Page}/tree", UnitTreePreview.Create(new Localizer(call.Language), overview, upload.Keys),
            call.Localize(Warning(call, overview)), fields)));
    }

    private static Text Warning(Call call, UnitTreeOverview overview)
    {
        var undo = new Text(
            "Bỏ lại được ở trang này, cho đến khi có báo cáo theo cây mới.",
            "It can be taken out on the same page until a report is sent by the new tree.");
        return overview.From.FirstDay > LocalTime.DayAt(call.Now)
            ? undo
            : new Text(
                $"Tháng {overview.From} đã bắt đầu: trong nửa phút sau khi áp dụng, máy chủ khác còn nhận báo cáo theo cây cũ. "
                    + undo.Vietnamese,
                $"{overview.From} has begun: for half a minute, other servers go on taking reports by the former tree. " + undo.English);
    }
}

using System.Globalization;
using System.Text;
using YouthFunctions.Administration.Desks;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Successions;
using YouthFunctions.Units;

namespace YouthFunctions.Administration.Files;

/// <summary>Reorganisations: who takes over from whom, from a file that is tried first, and taken back.</summary>
public sealed class SuccessionDesk(
    ImportSuccession importing, RemoveSuccession removing, SuccessionStore successions, UnitRegister register)
{
    private static readonly Text Title = new("Sắp xếp đơn vị", "Reorganisations");

    /// <summary>The trees, and the form of a file.</summary>
    public Task<IResult> Show(Call call, CancellationToken cancel) => PageAsync(call, null, cancel);

    /// <summary>Takes the file of the day <c>date</c>: <c>step=look</c> tells what it does, <c>step=apply</c> stores it. <c>keys</c> is
    /// what becomes of the keys of units that do not go on: empty, <c>end</c> or <c>move</c>.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } foreign)
            return foreign;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var (text, fault) = await PostedFile.ReadTextAsync(form, cancel);
        if (text is null)
            return await PageAsync(call, Problems.Find(Problems.Invalid(call, [fault!])), cancel);
        var (date, keys, isApplied) = (form["date"].ToString(), form["keys"].ToString(), form["step"] == "apply");
        var query = string.Join('&', new[] { isApplied ? "" : "dryRun=true", keys.Length > 0 ? $"keys={Uri.EscapeDataString(keys)}" : "" }
            .Where(part => part.Length > 0));
        var answer = await ApiRequest.AnswerAsync(
            call, importing.Handle, "text/csv", text, new Dictionary<string, object?> { ["date"] = date }, query, cancel);
        if (Problems.Find(answer) is { } problem)
            return await PageAsync(call, problem, cancel);
        return isApplied || answer is not IValueHttpResult { Value: SuccessionOverview overview }
            ? SignIn.SeeOther(call, "/manage/reorganisations?done=1")
            : Confirm(call, date, keys, text, overview);
    }

    /// <summary>Takes the imported file of the day <c>date</c> back: <c>step=look</c> warns, <c>step=apply</c> does it.</summary>
    public async Task<IResult> SubmitRemoval(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } foreign)
            return foreign;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var date = form["date"].ToString();
        if (form["step"] != "apply")
        {
            call.Audit.MarkUnchanged();
            return new PageResult(call, ConfirmPage.Create(new ConfirmView(
                new PageShell(call, call.Localize(new Text("Bỏ tệp sắp xếp đã nạp", "Take the imported file back")), [], null),
                "/manage/reorganisations", "/manage/reorganisations/remove",
                [new(date, call.Localize(new Text("tệp đã nạp", "the imported file")), call.Localize(new Text(
                    "tệp đi kèm bản cài đặt, nếu có", "the file that came with the product, if any")))],
                call.Localize(new Text(
                    "Khóa đã chuyển hay kết thúc khi nạp không trở lại. Hoàn tác: nạp lại tệp.",
                    "Keys that moved or ended with it do not come back. To undo: load the file again.")),
                new Dictionary<string, string> { ["date"] = date })));
        }

        var problem = await ApiRequest.SendAsync(
            call, removing.Handle, "text/plain", "", new Dictionary<string, object?> { ["date"] = date }, "", cancel);
        return problem is null
            ? SignIn.SeeOther(call, "/manage/reorganisations?done=1")
            : await PageAsync(call, problem, cancel);
    }

    private static PageResult Confirm(Call call, string date, string keys, string text, SuccessionOverview overview)
    {
        var localizer = new Localizer(call.Language);
        ConfirmLine Line(string vietnamese, string english, int count) =>
            new(localizer.Localize(vietnamese, english), "", localizer.FormatInteger(count));
        ConfirmLine[] lines =
        [
            Line("Dòng của tệp", "Lines of the file", overview.Links),
            Line("Đơn vị mới gộp từ nhiều đơn vị", "New units made of several", overview.Merged),
            Line("Đơn vị cũ chia cho nhiều đơn vị", "Old units divided among several", overview.Divided),
            Line("Đơn vị giữ nguyên", "Units that go on alone", overview.KeptWhole),
            Line("trong đó đổi tên", "of these with another name", overview.Renamed),
            Line("Đơn vị của cấp không còn, theo các đơn vị bên dưới", "Units of a level that is gone, with those below them",
                overview.FollowingUnitsBelow),
            Line("Đơn vị cũ chưa có nơi nhận", "Old units that nobody takes over", overview.UnmappedOld),
            Line("Đơn vị mới không nhận từ đâu", "New units that take over from nobody", overview.UnmappedLater),
            UnitTreePreview.Keys(localizer, keys, overview.KeysConcerned),
            .. overview.Unmapped.Take(20).Select(unit => UnitTreePreview.Unmapped(localizer, unit)),
        ];
        return new PageResult(call, ConfirmPage.Create(new ConfirmView(
            new PageShell(call, call.Localize(new Text($"Sắp xếp đơn vị từ {date}", $"Reorganisation of {date}")), [], null),
            "/manage/reorganisations", "/manage/reorganisations", lines,
            call.Localize(keys.Length == 0
                ? new Text("Hoàn tác được: bỏ tệp này ở cùng trang; báo cáo không đổi.",
                    "It can be undone: take the file back on the same page; no report changes.")
                : new Text("Tệp bỏ lại được; khóa đã chuyển hay kết thúc thì không trở lại.",
                    "The file can be taken back; keys that moved or ended do not come back.")),
            new Dictionary<string, string>
            {
                ["date"] = date,
                ["keys"] = keys,
                [PostedFile.Kept] = PostedFile.Pack(text),
            })));
    }

    /// <summary>The page.</summary>
    /// <param name="call">The request.</param>
    /// <param name="problem">What is wrong with what was sent; null for nothing.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <param name="from">The first month of a new tree, as it was typed.</param>
    internal async Task<IResult> PageAsync(Call call, Problem? problem, CancellationToken cancel, string from = "")
    {
        var trees = new List<(UnitTree Tree, int Links)>();
        foreach (var tree in register.Trees.Skip(1).Reverse())
            trees.Add((tree, (await successions.FindFileAsync(tree, cancel)).Links));
        return new PageResult(
            call,
            SuccessionDeskPage.Create(new FilesView(
                new PageShell(call, call.Localize(Title), [], null) { HasFaults = problem is not null }, problem)
            {
                Reorganisations = trees,
                Latest = register.Trees[^1],
                Removable = register.IsImported(register.Trees[^1]) ? register.Trees[^1] : null,
                From = from,
            }),
            problem?.Status ?? StatusCodes.Status200OK);
    }

    /// <summary>The day of a tree, as it is sent.</summary>
    public static string DayOf(UnitTree tree) => tree.From.FirstDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Collecting;

/// <summary>Confirms or returns reports that were shown, one or many, or confirms their doubted values. A report whose revision is no
/// longer the one that was shown is left alone, and counted.</summary>
public sealed class SubmitReview(
    ReportReviews reviews, YearSelector years, UnitRegister register, ShowCollecting desk, ShowCollected single)
{
    private const string ConfirmValues = "values";

    /// <summary><c>?period=2024-05</c>, of the units below the one in the address: <c>report</c> (<c>unit:revision</c>, several times),
    /// <c>action</c> (<c>confirm</c>, <c>return</c>, <c>values</c>), <c>note</c>.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var (address, misread) = await CollectingAddress.ReadAsync(call, years, register, needsPeriod: true, cancel);
        if (address is not { Unit: var unit, Period: { } period })
            return misread!;
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var faults = new List<Fault>();
        var action = form["action"].ToString();
        var chosen = form["report"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        var isSingle = form["page"] == "report";
        var shown = Shown(call, unit, period, chosen, isSingle, faults);
        var note = ReasonText.Read(form["note"].ToString() is { Length: > 0 } text ? new Submitted<string>(text, "note") : null, faults);
        if (action is not ("confirm" or "return" or ConfirmValues))
            faults.Add(new Fault("action", "action.unknown", new Text("Hãy chọn duyệt hoặc trả lại.", "Choose to confirm or to return.")));
        if (action == "return" && note is null && !faults.Exists(fault => fault.Pointer == "note"))
            faults.Add(new Fault("note", "note.missing", new Text(
                "Trả lại thì cần ghi chú để đơn vị biết phải sửa gì.", "To return reports, say in a note what is to be mended.")));
        if (shown.Count == 0 && faults.Count == 0)
            faults.Add(new Fault("report", "report.missing", new Text("Chưa chọn báo cáo nào.", "No report was chosen.")));
        if (faults.Count > 0)
            return isSingle
                ? await single.AgainAsync(call, period, form["note"].ToString(), faults, cancel)
                : await desk.AgainAsync(call, form["note"].ToString(), chosen, faults, cancel);
        var outcomes = await reviews.ReviewAllAsync(shown, period, report => Change(call, report, action, note), cancel);
        foreach (var (_, outcome) in outcomes)
            if (outcome is { IsStored: true, Current: { } stored })
                ReportReviews.Record(call, stored, isOfValues: action == ConfirmValues);
        var done = outcomes.Count(item => item.Outcome.IsStored);
        if (done == 0)
            call.Audit.MarkUnchanged();
        var query = FormattableString.Invariant($"done={done}&changed={outcomes.Count - done}");
        return SignIn.SeeOther(
            call, isSingle ? $"/collect/{unit.Code}/{period}?{query}" : $"/collect/{unit.Code}?year={period.Year}&period={period}&{query}");
    }

    private static Report Change(Call call, Report report, string action, string? note) => action == ConfirmValues
        ? report.ConfirmedBy(call.SignedIn.Id, call.Now)
        : ReportReviews.Said(
            report, action == "confirm" ? ReviewState.Confirmed : ReviewState.Returned, note, call.SignedIn.Id, call.Now);

    // A unit reviews those below it, not itself; an administrator any.
    private List<(Unit Unit, int Revision)> Shown(
        Call call, Unit top, Month period, IEnumerable<string> chosen, bool isSingle, List<Fault> faults)
    {
        var tree = register.TreeOf(period);
        var shown = new List<(Unit, int)>();
        foreach (var field in chosen)
        {
            if (field.Split(':') is [var code, var revision] && call.UnitIn(tree, code) is { } unit
                && int.TryParse(revision, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
                    out var number)
                && (isSingle ? unit == top : unit.Parent == top.Code)
                && (unit.Code != call.SignedIn.Unit || call.SignedIn.IsAdministrator))
                shown.Add((unit, number));
            else
                faults.Add(new Fault("report", "report.unknown", new Text(
                    "Báo cáo do đơn vị cấp trên duyệt hoặc trả lại; có báo cáo không thuộc đơn vị này.",
                    "Reports are confirmed or returned by a unit above; one of these is not below this unit.")));
        }

        return shown;
    }
}

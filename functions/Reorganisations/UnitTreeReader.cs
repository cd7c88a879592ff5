using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Reorganisations;

/// <summary>Reads a new tree and its succession, and says all that is wrong with them at once.</summary>
public sealed class UnitTreeReader(UnitRegister register, SuccessionStore successions, LaterReports reports, PlanStore plans)
{
    /// <summary>The tree; or the answer that says why not.</summary>
    public async Task<(UnitTreeDraft? Draft, IResult? Refusal)> ReadAsync(Call call, UnitTreeUpload upload, CancellationToken cancel)
    {
        var replaced = upload.Month is { } named && register.Beginning(named) is { } standing && register.IsImported(standing)
            && standing == register.Trees[^1] ? standing : null;
        // Where the month is wrong the files are still looked at, as if they came after all.
        var month = upload.Month ?? register.Trees[^1].From.Plus(1);
        var before = register.Before(month) ?? register.Trees[^1];
        var (units, refusal) = await CsvBody.ReadAsync(
            call, new StringReader(upload.Units), text => UnitTreeFile.ReadAsync(text, month, register.Centre, cancel));
        if (units is null)
            return (null, refusal);
        var links = !string.IsNullOrWhiteSpace(upload.Succession) ? upload.Succession
            : replaced is null ? null : await successions.FindImportedAsync(replaced, cancel);
        var (succession, unread) = await CsvBody.ReadAsync(
            call, new StringReader(links ?? SuccessionFile.Empty),
            text => SuccessionFile.ReadAsync(text, before, units.Readable, cancel));
        if (succession is null)
            return (null, unread);
        Fault[] faults =
        [
            .. await FaultsOfMonthAsync(upload.Month, replaced, cancel),
            .. units.Faults,
            .. units.Tree is { } whole ? await FaultsOfPlanAsync(whole, before, cancel) : [],
            .. succession.Faults.Select(fault => fault with { Pointer = $"succession {fault.Pointer}" }),
        ];
        if (units.Tree is not { } tree || faults.Length > 0)
            return (null, Problems.Invalid(call, faults));
        var same = Same(before, tree, succession.Given);
        return (new UnitTreeDraft(before, tree, succession.WithUnchanged(same, before, tree), same.Length, replaced), null);
    }

    private async Task<IReadOnlyList<Fault>> FaultsOfMonthAsync(Month? month, UnitTree? replaced, CancellationToken cancel)
    {
        var last = register.Trees[^1];
        if (month is not { } from || !YearParameter.IsYear(from.Year))
            return [Fault("month", new Text(
                "Tháng bắt đầu có dạng 2027-01.", "The first month is written as 2027-01."))];
        if (from <= last.From && replaced is null)
            return [Fault("month.not-last", register.Beginning(from) is null
                ? new Text(
                    $"Cây đơn vị mới phải bắt đầu sau cây cuối cùng, từ {last.From}.",
                    $"A new tree begins after the last one, which is of {last.From}.")
                : new Text(
                    $"Từ {from} đã có một cây đơn vị không thay được.", $"From {from} on there is a tree that cannot be replaced."))];
        // The sums of a year know one reorganisation within it.
        if (register.Before(from) is { } before && before.From.Year == from.Year && before.From.Number > 1)
            return [Fault("month.second", new Text(
                $"Năm {from.Year} đã có một lần sắp xếp giữa năm, từ {before.From}; lần này bắt đầu sớm nhất từ {from.Year + 1}-01.",
                $"The year {from.Year} is reorganised from {before.From} on already; the earliest for this one is {from.Year + 1}-01."))];
        return await reports.FindAsync(from, cancel) is { } report
            ? [Fault("month.has-reports", new Text(
                $"Đã có báo cáo từ tháng {from} trở đi (ví dụ {report.Unit}, {report.Period}): chọn tháng bắt đầu sau đó.",
                $"There are reports of {from} or later ({report.Unit} of {report.Period}, for one): begin after them."))]
            : [];
    }

    // Within a year some indicators cannot be told apart among the new units; that is the plan's rule, held against the new tree.
    private async Task<IEnumerable<Fault>> FaultsOfPlanAsync(UnitTree tree, UnitTree before, CancellationToken cancel) =>
        tree.From.Number > 1 && tree.From > before.From && await plans.FindAsync(tree.From.Year, cancel) is { } year
            ? PlanCheck.Faults(year.Plan, tree.From.Year, new UnitRegister([before, tree]))
                .Where(fault => fault.Code == "indicator.reorganised")
                .Select(fault => fault with { Pointer = $"plan {tree.From.Year} {fault.Pointer}" })
            : [];

    // Who keeps code and name, and whom no line names on either side, goes on: only what changes need stand in the file.
    private static UnitCode[] Same(UnitTree before, UnitTree after, Succession given) =>
    [
        .. before.TopDown.Where(unit => unit.Parent is not null && given.HeirsOf(unit.Code).Count == 0
            && after.TryGet(unit.Code, out var later) && later.Name == unit.Name && given.PredecessorsOf(unit.Code).Count == 0)
            .Select(unit => unit.Code),
    ];

    private static Fault Fault(string code, Text message) => new("from", $"unit-tree.{code}", message);
}

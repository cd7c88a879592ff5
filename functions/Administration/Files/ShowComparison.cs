using System.Globalization;
using System.Runtime.CompilerServices;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Units;

namespace YouthFunctions.Administration.Files;

/// <summary>The page that holds a tree against the one before it: province by province, and each of them unit by unit.</summary>
public sealed class ShowComparison(UnitRegister register, SuccessionStore successions)
{
    private static readonly Text Title = new("So sánh hai cây đơn vị", "Two trees of units compared");

    // A file is the same object until another is imported, and comparing a country takes a tenth of a second.
    private static readonly ConditionalWeakTable<SuccessionFile, TreeComparison> Made = [];

    /// <summary>The page of the tree that begins in <c>?from=</c>; with <c>?unit=</c> what is below a unit, fifty rows a page, and with
    /// <c>?all=true</c> also those that stay as they are.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!Month.TryParse(call.QueryText("from"), out var from) || register.Beginning(from) is not { } after
            || successions.Before(after) is not { } before)
            return Problems.NotFound(call, new Text(
                "Không có lần sắp xếp nào từ tháng này.", "There is no reorganisation of this month."));
        Unit? top = null;
        if (call.QueryText("unit") is { } code && (!UnitCode.TryParse(code, out var unit) || !after.TryGet(unit, out top)))
            return Problems.NoUnitWithinReach(call);
        if (top?.Parent is null)
            top = null;
        var file = await successions.FindFileAsync(after, cancel);
        var comparison = Made.GetValue(file, _ => new TreeComparison(before, after, file.Given));
        var withUnchanged = call.QueryText("all") == "true";
        var rows = top is null
            ? Overview(comparison, file.Succession)
            : Below(comparison, file.Succession, top).Where(row => withUnchanged || row.Fate != UnitFate.Unchanged).ToArray();
        var pages = (rows.Length + ComparisonView.PageSize - 1) / ComparisonView.PageSize;
        var page = Math.Clamp(
            int.TryParse(call.QueryText("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : 1, 1,
            Math.Max(1, pages));
        return new PageResult(call, ComparisonPage.Create(new ComparisonView(
            new PageShell(call, call.Localize(Title), [], null), before, after, top,
            [.. rows.Skip((page - 1) * ComparisonView.PageSize).Take(ComparisonView.PageSize)], rows.Length, page, withUnchanged)));
    }

    private static ComparisonViewRow[] Overview(TreeComparison comparison, Succession completed)
    {
        var after = comparison.After;
        var gone = Gone(comparison, completed).ToLookup(old => after.AncestorAt(old.Place, after.Root.Code.Depth + 1), old => old.Row);
        return
        [
            .. after.Children(after.Root.Code).Select(unit => Row(comparison, unit) with
            {
                Below = [.. Living(comparison, unit).Concat(gone[unit.Code]).CountBy(row => row.Fate).OrderBy(fate => fate.Key)
                    .Select(fate => (fate.Key, fate.Value))],
            }),
            .. comparison.Before.Children(comparison.Before.Root.Code)
                .Where(unit => comparison.FateOf(unit.Code) is UnitFate.Gone or UnitFate.Dissolved)
                .Select(unit => new ComparisonViewRow([unit], null, comparison.FateOf(unit.Code), [])),
        ];
    }

    private static IEnumerable<ComparisonViewRow> Below(TreeComparison comparison, Succession completed, Unit top) =>
        Living(comparison, top).Concat(Gone(comparison, completed)
            .Where(old => comparison.After.AncestorAt(old.Place, top.Code.Depth) == top.Code).Select(old => old.Row));

    private static IEnumerable<ComparisonViewRow> Living(TreeComparison comparison, Unit top) =>
        comparison.After.SubTree(top.Code).Skip(1).Select(unit => Row(comparison, unit));

    // What is no more below the first level stands where most of what it did went.
    private static IEnumerable<(ComparisonViewRow Row, UnitCode Place)> Gone(TreeComparison comparison, Succession completed) =>
        comparison.Before.TopDown
            .Where(unit => unit.Parent is { } above && above != comparison.Before.Root.Code
                && comparison.FateOf(unit.Code) is UnitFate.Gone or UnitFate.Dissolved)
            .Select(unit => (
                new ComparisonViewRow([unit], null, comparison.FateOf(unit.Code), []),
                completed.HeirsOf(unit.Code).MaxBy(heir => heir.Weight).Unit));

    private static ComparisonViewRow Row(TreeComparison comparison, Unit unit) =>
        new([.. comparison.PredecessorsOf(unit.Code)], unit, comparison.OriginOf(unit.Code), []);
}

using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Pages.Search;

/// <summary>Finds units of all trees by name, with or without accents, or by code, within the caller's reach.</summary>
public sealed class SearchUnits(UnitRegister register, YearSelector years)
{
    private const int MaxHits = 40;
    private const int MaxTyped = 100;
    private static readonly Text Title = new("Tìm đơn vị", "Find a unit");

    /// <summary>The page; <c>?q=</c> is what is sought.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var typed = (call.QueryText("q") ?? "").Trim();
        if (typed.Length > MaxTyped)
            typed = typed[..MaxTyped];
        var planned = await years.YearsAsync(cancel);
        var now = register.TreeOf(LocalTime.DayAt(call.Now));
        // The tree in force first; a unit that goes on is shown once, in the latest tree that has it.
        var found = register.Trees.OrderByDescending(tree => tree == now).ThenByDescending(tree => tree.From)
            .SelectMany(tree => UnitIndex.Of(tree).Find(typed).Where(unit => call.SignedIn.Find(tree, unit.Code) is not null)
                .Select(unit => (Tree: tree, Unit: unit)))
            .DistinctBy(hit => (hit.Unit.Code, hit.Unit.Name)).ToArray();
        var hits = found.Take(MaxHits).Select(hit => new SearchHit(
            hit.Unit, [.. hit.Tree.PathToRoot(hit.Unit.Code).Skip(1).Where(unit => call.SignedIn.Find(hit.Tree, unit.Code) is not null)
                .Reverse()],
            hit.Tree == now ? null : LastDay(hit.Tree), YearOf(hit.Tree, planned), hit.Tree.Children(hit.Unit.Code).Count > 0));
        return new PageResult(call, SearchPage.Create(new SearchView(
            new PageShell(call, call.Localize(Title), [], null) { Typed = typed }, typed, [.. hits], found.Length)));
    }

    private DateOnly? LastDay(UnitTree tree) =>
        register.Trees.FirstOrDefault(later => later.From > tree.From)?.From.FirstDay.AddDays(-1);

    private int? YearOf(UnitTree tree, IReadOnlyList<int> planned) =>
        planned.Where(year => register.TreeOf(year) == tree).Select(year => (int?)year).LastOrDefault();
}

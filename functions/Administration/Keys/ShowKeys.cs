using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Units;

namespace YouthFunctions.Administration.Keys;

/// <summary>The page of keys: found, rotated, revoked, and made for many at once.</summary>
public sealed class ShowKeys(KeyStore keys, UnitContinuity units, UnitRegister register)
{
    /// <summary>How many keys a page lists: a country has tens of thousands.</summary>
    internal const int MaxShown = 200;

    private static readonly Text Title = new("Khóa truy cập", "Access keys");
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary><c>?q=</c> finds by holder, unit, role or id.</summary>
    public Task<IResult> Handle(Call call, CancellationToken cancel) => PageAsync(call, Nothing, [], StatusCodes.Status200OK, cancel);

    /// <summary>The tree in force today.</summary>
    internal UnitTree Tree(Call call) => register.TreeOf(LocalTime.DayAt(call.Now));

    /// <summary>The caller's own unit in the tree in force, or in the latest that has it.</summary>
    internal Unit Top(Call call) => call.SignedIn.Find(Tree(call), call.SignedIn.Unit)
        ?? register.Trees.Reverse().Select(tree => call.SignedIn.Find(tree, call.SignedIn.Unit)).OfType<Unit>().First();

    /// <summary>The page, with what was typed and what is wrong with it.</summary>
    internal async Task<IResult> PageAsync(
        Call call, IReadOnlyDictionary<string, string> typed, IReadOnlyList<Fault> faults, int status, CancellationToken cancel)
    {
        var sought = (call.QueryText("q") ?? "").Trim();
        var all = await ManageKeys.VisibleKeysAsync(call, keys, units, cancel).ToListAsync(cancel);
        var names = all.Select(key => key.Unit).Distinct().ToDictionary(code => code.ToString(), NameOf);
        var words = FoldedText.Fold(sought).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = all.Where(key => words.All(word => TextOf(key, names).Contains(word, StringComparison.Ordinal)))
            .OrderByDescending(key => key.IsValid).ThenBy(key => key.Unit).ThenBy(key => key.CreatedUtc).ToArray();
        var (tree, top) = (Tree(call), Top(call));
        return new PageResult(
            call,
            KeysPage.Create(new KeysView(
                new PageShell(call, call.Localize(Title), [], null) { HasFaults = faults.Count > 0 }, top,
                [.. tree.SubTree(top.Code).CountBy(unit => unit.Level).OrderBy(level => level.Key)
                    .Select(level => (level.Key, level.Value))],
                [.. found.Take(MaxShown)], found.Length, names, sought, typed, faults)),
            status);
    }

    private string NameOf(UnitCode code) => register.FindLatest(code)?.Name ?? "";

    private static string TextOf(KeyInfo key, Dictionary<string, string> names) => FoldedText.Fold(
        $"{key.Label} {key.Unit} {names[key.Unit.ToString()]} {key.Id} {Roles.Names(key.Role, Language.Vietnamese)} {key.Role} "
        + key.Batch);
}

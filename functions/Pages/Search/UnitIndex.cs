using System.Runtime.CompilerServices;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Pages.Search;

/// <summary>The names of a tree's units, spelled so that accents and case do not matter; made once a tree.</summary>
public sealed class UnitIndex
{
    private static readonly ConditionalWeakTable<UnitTree, UnitIndex> Made = [];

    private readonly (Unit Unit, string Code, string Name, string Above)[] _units;

    private UnitIndex(UnitTree tree) => _units =
    [
        .. tree.TopDown.Select(unit => (
            unit, Folded(unit.Code.ToString()), Folded(unit.Name),
            string.Concat(tree.PathToRoot(unit.Code).Skip(1)
                .Where(above => above.Parent is not null).Select(above => Folded(above.Name))))),
    ];

    /// <summary>The index of a tree.</summary>
    public static UnitIndex Of(UnitTree tree) => Made.GetValue(tree, made => new UnitIndex(made));

    /// <summary>The units that fit what was typed, the best first: the code itself, then names that begin so, then names that have every
    /// word, then those whose missing words stand in the names of the units above ("phường 1 bình thạnh").</summary>
    /// <param name="typed">A code or a part of one, or words of the name, with or without accents.</param>
    public IEnumerable<Unit> Find(string typed)
    {
        var sought = Folded(typed);
        var words = sought.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return [];
        return _units.Select(entry => (entry.Unit, Rank: Rank(entry, sought, words))).Where(found => found.Rank is not null)
            .OrderBy(found => found.Rank).ThenBy(found => found.Unit.Code.Depth).ThenBy(found => found.Unit.Code)
            .Select(found => found.Unit);
    }

    private static int? Rank((Unit Unit, string Code, string Name, string Above) entry, string sought, string[] words)
    {
        if (entry.Code == sought)
            return 0;
        if (entry.Name == sought)
            return 1;
        if (entry.Name.StartsWith(sought, StringComparison.Ordinal) || entry.Name.EndsWith(sought, StringComparison.Ordinal))
            return 2;
        if (words.Length == 1 && entry.Code.StartsWith(sought, StringComparison.Ordinal))
            return 4;
        var inName = words.Count(word => HasWord(entry.Name, word));
        return inName == words.Length ? 3
            : inName > 0 && words.All(word => HasWord(entry.Name, word) || HasWord(entry.Above, word)) ? 5
            : null;
    }

    // Whether a word of the names begins so.
    private static bool HasWord(string names, string word) => names.Contains($" {word}", StringComparison.Ordinal);

    // Each word has a blank before it, so that the beginning of a word can be told.
    private static string Folded(string text) => string.Concat(
        FoldedText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => $" {word}"));
}

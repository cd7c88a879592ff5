using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Keys;

/// <summary>What the page of keys shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Top">The unit whose units below can be given keys.</param>
/// <param name="Levels">The levels at and below it, and how many units each has.</param>
/// <param name="Keys">The keys that fit what was sought, those that work first.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Names">The names of their units.</param>
/// <param name="Sought">What was sought.</param>
/// <param name="Typed">What was typed into the forms, by field.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record KeysView(
    PageShell Shell, Unit Top, IReadOnlyList<(UnitLevel Level, int Count)> Levels, IReadOnlyList<KeyInfo> Keys, int Count,
    IReadOnlyDictionary<string, string> Names, string Sought, IReadOnlyDictionary<string, string> Typed, IReadOnlyList<Fault> Faults)
{
    /// <summary>The name of a level, in the plural.</summary>
    public static string LevelName(Localizer localizer, UnitLevel level) => localizer.Localize(LevelWords.Plural(level));
}

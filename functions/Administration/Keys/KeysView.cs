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
    public static string LevelName(Localizer localizer, UnitLevel level) => level switch
    {
        UnitLevel.Province => localizer.Localize("cấp tỉnh", "provinces"),
        UnitLevel.District => localizer.Localize("cấp huyện", "districts"),
        UnitLevel.Commune => localizer.Localize("cấp xã", "communes"),
        _ => localizer.Localize("trung ương", "centre"),
    };
}

/// <summary>What the page shows before keys are made.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Wishes">The keys to be made.</param>
/// <param name="Holding">How many of the units have a key of such a role already.</param>
/// <param name="Fields">What was typed; it goes on with the page.</param>
public sealed record KeysPreview(
    PageShell Shell, IReadOnlyList<KeyWish> Wishes, int Holding, IReadOnlyDictionary<string, string> Fields);

/// <summary>The letters that hand keys out, shown this once.</summary>
/// <param name="Shell">What stands around them.</param>
/// <param name="Address">Where the product is reached, without a slash at its end; empty where nobody has said it.</param>
/// <param name="Batch">What the keys were made together as.</param>
/// <param name="Letters">Each key with what was wished.</param>
public sealed record KeysLetters(PageShell Shell, string Address, string Batch, IReadOnlyList<(KeyWish Wish, NewKey Key)> Letters);

using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Pages;

/// <summary>What the levels of the organisation are called on pages.</summary>
public static class LevelWords
{
    /// <summary>The unit above all others, within a sentence.</summary>
    public static Text Top => Organisation.Current.Top.Singular;

    /// <summary>One unit of the level below it, within a sentence.</summary>
    public static Text First => Organisation.Current.First.Singular;

    /// <summary>Who collects reports, bottom first: <c>huyện, tỉnh, Trung ương</c>, <c>districts, provinces and the centre</c>.</summary>
    public static Text Collecting
    {
        get
        {
            var below = UnitLevel.All.Skip(1).SkipLast(1).Reverse().Select(level => level.Names.Plural).ToArray();
            return new(
                string.Join(", ", below.Select(name => name.Vietnamese).Append(Top.Vietnamese)),
                below.Length == 0
                    ? $"the {Top.English}" : $"{string.Join(", ", below.Select(name => name.English))} and the {Top.English}");
        }
    }

    /// <summary>The units of a level within a sentence: <c>cấp tỉnh</c>, <c>provinces</c>.</summary>
    public static Text Plural(UnitLevel level) => level == UnitLevel.Top ? level.Names.Plural
        : new($"cấp {level.Names.Plural.Vietnamese}", level.Names.Plural.English);

    /// <summary>The units of a level as a heading: <c>Cấp tỉnh</c>, <c>Provinces</c>.</summary>
    public static Text Heading(UnitLevel level) => new(Capital(Plural(level).Vietnamese), Capital(Plural(level).English));

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}

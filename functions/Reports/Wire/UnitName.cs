using System.Text.RegularExpressions;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Reports.Wire;

/// <summary>
/// Holds a name written beside a code against the name of the unit. Case, accents, blanks, abbreviations of the kind of
/// unit ("TP.", "Q.", "P."), a missing kind, the Youth Union's own titles ("Quận Đoàn Ba Đình") and what follows a comma
/// make no difference; another name, or another kind of unit where both are written out, does.
/// </summary>
public static partial class UnitName
{
    private static readonly (string Spelling, string Kind)[] Kinds =
    [
        ("thanh pho", "city"), ("tp", "city"), ("tinh", "province"), ("t", "province"), ("quan", "urban district"), ("q", "urban district"),
        ("huyen", "district"), ("h", "district"), ("thi xa", "town"), ("tx", "town"), ("phuong", "ward"), ("p", "ward"), ("xa", "commune"),
        ("x", "commune"), ("thi tran", "township"), ("tt", "township"), ("dac khu", "special zone"), ("dk", "special zone"),
    ];

    // What the committees call themselves: the word before "Đoàn" is the kind of unit.
    private static readonly (string Title, string Kind)[] Committees =
    [
        ("tinh doan ", "province"), ("thanh doan ", "city"), ("quan doan ", "urban district"), ("huyen doan ", "district"),
        ("thi doan ", "town"), ("phuong doan ", "ward"), ("xa doan ", "commune"),
    ];

    // Names with another spelling that everybody uses.
    private static readonly Dictionary<string, string> OtherSpellings = new()
    {
        ["hcm"] = "hochiminh",
        ["tphcm"] = "hochiminh",
        ["thuathienhue"] = "hue",
        ["tthue"] = "hue",
        ["bariavt"] = "bariavungtau",
        ["brvt"] = "bariavungtau",
    };

    private readonly record struct Reading(string Kind, string Core);

    /// <summary>Whether a name fits the unit; one without letters and digits says nothing and fits.</summary>
    /// <param name="sentName">As sent.</param>
    /// <param name="unit">The unit of the code beside it.</param>
    public static bool Matches(string sentName, Unit unit)
    {
        var sent = Readings(sentName);
        var own = Readings(unit.Name);
        return sent.Count == 0 || sent.Any(left => own.Any(right => left.Core == right.Core
            && (left.Kind.Length == 0 || right.Kind.Length == 0 || left.Kind == right.Kind)));
    }

    // A name can be read in more than one way: "Đoàn Kết" is a commune of that name, or the Youth Union of "Kết".
    private static List<Reading> Readings(string name)
    {
        var words = Words(name);
        var readings = new List<Reading>();
        Add(words, readings);
        foreach (var (title, kind) in Committees)
            if (words.StartsWith(title, StringComparison.Ordinal))
                readings.Add(CreateReading(kind, words[title.Length..]));
        if (YouthUnion().Match(words) is { Success: true, Length: > 0 } union && union.Length < words.Length)
            Add(words[union.Length..], readings);
        return readings;
    }

    private static void Add(string words, List<Reading> readings)
    {
        if (words.Length == 0)
            return;
        foreach (var (spelling, kind) in Kinds)
        {
            // "quan ba dinh", "q ba dinh", "q1"
            if (!words.StartsWith(spelling, StringComparison.Ordinal) || words.Length == spelling.Length)
                continue;
            var next = words[spelling.Length];
            if (next != ' ' && !char.IsAsciiDigit(next))
                continue;
            readings.Add(CreateReading(kind, words[spelling.Length..]));
        }

        // What looks like a kind may be part of the name: "TT Huế", "Quán Thánh".
        readings.Add(CreateReading("", words));
    }

    private static Reading CreateReading(string kind, string words) =>
        OtherSpellings.TryGetValue(Core(words), out var usual) ? new("", usual) : new(kind, Core(words));

    private static string Words(string name)
    {
        var end = name.AsSpan().IndexOfAny(",;(");
        var folded = FoldedText.Fold(end > 0 ? name[..end] : name).Replace("'", "", StringComparison.Ordinal)
            .Replace("’", "", StringComparison.Ordinal);
        return Blanks().Replace(string.Concat(folded.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')), " ").Trim();
    }

    // "Đắk"/"Đắc", "Mỹ"/"Mĩ", "Phường 01"/"Phường 1".
    private static string Core(string words) =>
        LeadingZeros().Replace(words, "").Replace(" ", "", StringComparison.Ordinal).Replace('k', 'c').Replace('y', 'i');

    [GeneratedRegex(@"^(?:ban chap hanh |bch )?doan (?:(?:tncs|thanh nien cong san)(?: ho chi minh| hcm)? |thanh nien |tn )?")]
    private static partial Regex YouthUnion();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\b0+(?=[0-9])")]
    private static partial Regex LeadingZeros();
}

namespace YouthFunctions.Analytics.Values;

/// <summary>How an organisation writes the codes of its units: the code of its root, and a pattern for each level below.</summary>
public sealed class UnitCodeScheme
{
    private const char Digit = '0';

    private readonly string _root;
    private readonly string[] _patterns;

    /// <param name="root">The code of the root, such as <c>VN</c>.</param>
    /// <param name="patterns">
    /// One for each level, top first. <c>0</c> stands for any digit and every other character for itself, such as <c>00-000</c>. A
    /// code must fit one pattern only, so that its shape tells its level.
    /// </param>
    /// <exception cref="ArgumentException">The root or a pattern is empty, or one text could fit two of them.</exception>
    public UnitCodeScheme(string root, IReadOnlyList<string> patterns)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        _root = root;
        _patterns = [.. patterns];
        string[] all = [root, .. _patterns];
        for (var level = 1; level < all.Length; level++)
        {
            if (all[level].Length == 0 || Fits(root, all[level]) || all.Take(level).Skip(1).Any(other => Overlap(other, all[level])))
                throw new ArgumentException($"The pattern '{all[level]}' does not tell its level from the others.", nameof(patterns));
        }

        Root = new UnitCode(root, 0);
    }

    /// <summary>The code of the root.</summary>
    public UnitCode Root { get; }

    /// <summary>How many levels there are, the root's included.</summary>
    public int LevelCount => _patterns.Length + 1;

    /// <exception cref="FormatException">The text fits no pattern.</exception>
    public UnitCode Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not a unit code.");

    /// <summary>Reads a code, exactly; false when the text fits no pattern.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out UnitCode code)
    {
        var level = text.SequenceEqual(_root) ? 0 : LevelOf(text);
        code = level is { } depth ? new UnitCode(depth == 0 ? _root : text.ToString(), depth) : default;
        return level is not null;
    }

    private int? LevelOf(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < _patterns.Length; i++)
        {
            if (Fits(text, _patterns[i]))
                return i + 1;
        }

        return null;
    }

    private static bool Fits(ReadOnlySpan<char> text, string pattern)
    {
        if (text.Length != pattern.Length)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (pattern[i] == Digit ? !char.IsAsciiDigit(text[i]) : text[i] != pattern[i])
                return false;
        }

        return true;
    }

    private static bool Overlap(string left, string right) => left.Length == right.Length && left.Zip(right).All(pair =>
        pair.First == pair.Second
        || (pair.First == Digit && char.IsAsciiDigit(pair.Second))
        || (pair.Second == Digit && char.IsAsciiDigit(pair.First)));
}

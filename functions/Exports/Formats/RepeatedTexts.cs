namespace YouthFunctions.Exports.Formats;

/// <summary>Texts of a file that come again and again, such as names and codes, each made once. Of two texts that share a place the later
/// one is kept, so that it takes little memory however many there are.</summary>
internal sealed class RepeatedTexts
{
    private const int Places = 1 << 12;

    // A text that is longer is a reason or a note: it hardly comes again.
    private const int Longest = 128;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The text of some letters.</summary>
    public string Get(ReadOnlySpan<char> letters)
    {
        if (letters.Length > Longest)
            return letters.ToString();
        ref var kept = ref _texts[string.GetHashCode(letters) & (Places - 1)];
        return kept is not null && letters.SequenceEqual(kept) ? kept : kept = letters.ToString();
    }
}

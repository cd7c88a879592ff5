using System.Globalization;
using System.Text;

namespace YouthFunctions.Calls.Texts;

/// <summary>Text as it is compared when spelling must not matter: lower case, no accents, one blank between words.</summary>
public static class FoldedText
{
    /// <summary>The folded text: <c>"  THÁNG&#160;5 "</c> is <c>"thang 5"</c>. Only letters of Latin script and dashes
    /// change; digits of other scripts stay what they are, so that nobody reads them by accident.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Decomposed(text))
        {
            if (char.IsWhiteSpace(letter) || letter is '\u200b' or '\ufeff')
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                    folded.Append(' ');
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(letter) switch
                {
                    'đ' or 'ð' => 'd',
                    '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' => '-',
                    var lower => lower,
                });
            }
        }

        return folded.ToString().TrimEnd();
    }

    // Text with half of a surrogate pair cannot be normalised; it spells nothing anyway.
    private static string Decomposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormD);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}

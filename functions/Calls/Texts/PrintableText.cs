using System.Globalization;
using System.Text;

namespace YouthFunctions.Calls.Texts;

/// <summary>
/// The one rule for texts that people write and others read: labels, names, reasons, notes. They are kept in Unicode NFC without
/// surrounding blanks, and may hold nothing that does not show: no control or formatting characters (which can turn the order
/// of letters round), no half of a surrogate pair, no code point without a meaning of its own.
/// </summary>
public static class PrintableText
{
    /// <summary>The text as it is kept; null when it breaks the rule, says nothing or is longer than
    /// <paramref name="maxLength"/>.</summary>
    /// <param name="text">As it was sent; null when it was not.</param>
    /// <param name="maxLength">The longest that is taken, in UTF-16 units of the kept form.</param>
    /// <param name="withLines">Whether it may have several lines.</param>
    public static string? Clean(string? text, int maxLength, bool withLines = false)
    {
        if (text is null || !IsPrintable(text, withLines)) // a name in one language only leaves the other null
            return null;
        var kept = text.Trim().Normalize();
        return kept.Length > 0 && kept.Length <= maxLength ? kept : null;
    }

    /// <summary>Whether every character shows, or is a blank between those that do.</summary>
    public static bool IsPrintable(string text, bool withLines = false)
    {
        // A mark at the beginning would sit on whatever the text is shown behind.
        if (text.AsSpan().TrimStart() is [var first, ..] && CharUnicodeInfo.GetUnicodeCategory(first)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark)
            return false;
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done)
                return false;
            if (!(withLines && rune.Value is '\n' or '\r' or '\t')
                && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                return false;
            rest = rest[used..];
        }

        return true;
    }
}

namespace YouthFunctions.Exports.Formats;

/// <summary>How texts and days are handed to a writer.</summary>
/// <param name="IsGuarded">Whether a text that a spreadsheet would run as a formula gets an apostrophe before it.</param>
/// <param name="HasTextDates">Whether days and instants are ISO 8601 texts.</param>
public sealed record CellTexts(bool IsGuarded, bool HasTextDates)
{
    /// <summary>As CSV wants them.</summary>
    public static CellTexts Csv { get; } = new(IsGuarded: true, HasTextDates: true);

    /// <summary>As workbooks want them: typed cells, in which a text is never run.</summary>
    public static CellTexts Workbook { get; } = new(IsGuarded: false, HasTextDates: false);

    /// <summary>The text with an apostrophe before it when a spreadsheet would take it for a formula; a text that begins
    /// with an apostrophe gets another, so that the first one can always be taken off again.</summary>
    public static string Guard(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\'' ? "'" + text : text;

    /// <summary>The text before it was guarded.</summary>
    public static string Unguard(string text) => text.StartsWith('\'') ? text[1..] : text;
}

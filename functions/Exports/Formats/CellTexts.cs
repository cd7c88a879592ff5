namespace YouthFunctions.Exports.Formats;

/// <summary>Texts in CSV, where a spreadsheet would run some of them. In workbooks cells are typed, and a text is never run.</summary>
public static class CellTexts
{
    /// <summary>The text with an apostrophe before it when a spreadsheet would take it for a formula; a text that begins
    /// with an apostrophe gets another, so that the first one can always be taken off again.</summary>
    public static string Guard(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\'' ? "'" + text : text;

    /// <summary>The text before it was guarded.</summary>
    public static string Unguard(string text) => text.StartsWith('\'') ? text[1..] : text;
}

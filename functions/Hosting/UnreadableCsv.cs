using Sylvan.Data.Csv;

namespace YouthFunctions.Hosting;

/// <summary>What the CSV reader says of a file that is none.</summary>
public static class UnreadableCsv
{
    /// <summary>What to tell the sender.</summary>
    public static Text Message { get; } = new(
        "Tệp trống hoặc không phải CSV: cần dòng đầu có tên cột, mỗi cột một tên, và các dòng đúng theo RFC 4180.",
        "The file is empty or no CSV: it needs a first line that names each column once, and lines as in RFC 4180.");

    /// <summary>Whether an error of reading comes of the file.</summary>
    public static bool IsCauseOf(Exception error) =>
        error is CsvMissingHeadersException or CsvFormatException or CsvInvalidCharacterException or CsvRecordTooLargeException;
}

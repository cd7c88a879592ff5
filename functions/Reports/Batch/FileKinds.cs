using System.IO.Compression;
using System.Text;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Reports.Batch;

/// <summary>What a file of reports is.</summary>
public enum FileKind
{
    /// <summary>Comma-separated values, whatever separates them.</summary>
    Csv,

    /// <summary>A workbook, with or without macros.</summary>
    Xlsx,

    /// <summary>A JSON array.</summary>
    Json,

    /// <summary>JSON values that follow each other.</summary>
    Ndjson,
}

/// <summary>What a file was found to be: a kind, or why it is refused.</summary>
/// <param name="Kind">Null when it is refused.</param>
/// <param name="Refusal">What to send instead.</param>
/// <param name="IsType">Whether the declared type is refused, and not what the file holds.</param>
public sealed record FileKindResult(FileKind? Kind, Text Refusal, bool IsType = false);

/// <summary>
/// Finds what a file is from its declared type and its first bytes. Browsers and form apps declare what the machine's
/// registry says, such as <c>application/vnd.ms-excel</c> for CSV; the bytes of a workbook are unmistakable. Text that can
/// be two things is what its declared type says, or is refused.
/// </summary>
public static class FileKinds
{
    /// <summary>The media type of a workbook.</summary>
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int HeaderSize = 4_096;

    private static readonly Text SaveAsWorkbook = new(
        "trong Excel hãy chọn Tệp > Lưu Như > Sổ làm việc Excel (*.xlsx) rồi gửi tệp mới.",
        "in Excel choose File > Save As > Excel Workbook (*.xlsx) and send the new file.");

    private static readonly HashSet<string> JsonTypes = ["application/json", "text/json"];
    private static readonly HashSet<string> NdjsonTypes = ["application/x-ndjson", "application/ndjson", "application/jsonl",
        "application/x-jsonlines"];

    private static readonly HashSet<string> SheetTypes =
    [
        "text/csv", "application/csv", "text/comma-separated-values", "text/tab-separated-values", "text/plain", "application/vnd.ms-excel",
        XlsxType, "application/vnd.ms-excel.sheet.macroenabled.12",
        "application/vnd.ms-excel.sheet.binary.macroenabled.12", "application/vnd.oasis.opendocument.spreadsheet", "application/pdf",
        "text/html", "application/zip", "application/x-zip-compressed", "application/octet-stream", "",
    ];

    /// <summary>What a file is.</summary>
    /// <param name="file">Can be read at any place; stands at its start afterwards.</param>
    /// <param name="declaredType">The <c>Content-Type</c>, with or without parameters; empty for none.</param>
    public static FileKindResult Detect(Stream file, string declaredType)
    {
        var type = declaredType.Split(';')[0].Trim().ToLowerInvariant();
        file.Position = 0;
        var buffer = new byte[HeaderSize];
        var head = buffer.AsSpan(0, file.ReadAtLeast(buffer, HeaderSize, throwOnEndOfStream: false));
        var answer = JsonTypes.Contains(type) ? DetectText(head, FileKind.Json)
            : NdjsonTypes.Contains(type) ? DetectText(head, FileKind.Ndjson)
            : SheetTypes.Contains(type) ? DetectSheet(file, head, type)
            : new FileKindResult(null, new(
                "Cần JSON (application/json), NDJSON (application/x-ndjson), CSV (text/csv) hoặc XLSX.",
                "Send JSON (application/json), NDJSON (application/x-ndjson), CSV (text/csv) or XLSX."), IsType: true);
        file.Position = 0;
        return answer;
    }

    private static FileKindResult DetectText(ReadOnlySpan<byte> head, FileKind kind) => head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]
        ? Refused("Nội dung được ghi bằng UTF-16; JSON cần UTF-8.", "The file is written in UTF-16; JSON needs UTF-8.")
        : DetectForeign(head) is { } other
        ? Refused($"Tệp được khai là JSON nhưng là {other.Vietnamese}.", $"The file is declared as JSON but is {other.English}.")
        : new(kind, default);

    private static FileKindResult DetectSheet(Stream file, ReadOnlySpan<byte> head, string type)
    {
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
            return DetectZip(file);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return DetectCompound(file);
        var start = FirstCharacter(head);
        if (start == '<')
            return SaveAs(
                "Đây là tệp HTML hoặc XML, không phải sổ làm việc, dù tên tệp có thể là .xls",
                "This is an HTML or XML file and no workbook, although it may be named .xls");
        if (DetectForeign(head) is { } other)
            return SaveAs(
                $"Đây là {other.Vietnamese}, không phải sổ làm việc hay CSV", $"This is {other.English}, neither a workbook nor CSV");
        if (type.Contains("openxmlformats", StringComparison.Ordinal) || type.Contains("macroenabled", StringComparison.Ordinal))
            return SaveAs(
                "Tệp được khai là sổ làm việc nhưng không phải, hoặc bị hỏng",
                "The file is declared as a workbook but is none, or is damaged");
        if (start is '{' or '['
            && type is not ("text/csv" or "application/csv" or "text/comma-separated-values" or "text/tab-separated-values"))
            return Refused(
                "Tệp trông như JSON; hãy khai kiểu application/json (một mảng) hoặc application/x-ndjson (mỗi dòng một báo cáo).",
                "The file looks like JSON; declare application/json (an array) or application/x-ndjson (a report a line).");
        return new(FileKind.Csv, default);
    }

    private static FileKindResult DetectZip(Stream file)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var names = zip.Entries.Select(entry => entry.FullName.Replace('\\', '/').TrimStart('/').ToLowerInvariant()).ToHashSet();
            if (names.Contains("xl/workbook.bin"))
                return SaveAs("Không đọc được sổ làm việc nhị phân (.xlsb)", "A binary workbook (.xlsb) is not read");
            if (names.Contains("mimetype") || names.Contains("content.xml"))
                return SaveAs("Không đọc được bảng tính OpenDocument (.ods)", "An OpenDocument spreadsheet (.ods) is not read");
            if (names.Contains("index/document.iwa"))
                return SaveAs("Không đọc được bảng tính Numbers", "A Numbers spreadsheet is not read");
            if (names.Any(name => name.StartsWith("word/", StringComparison.Ordinal) || name.StartsWith("ppt/", StringComparison.Ordinal)))
                return SaveAs(
                    "Đây là tài liệu Word hoặc PowerPoint, không phải sổ làm việc", "This is a Word or PowerPoint document, no workbook");
            if (names.Contains("[content_types].xml"))
                return new(FileKind.Xlsx, default);
            return Refused("Đây là tệp nén; hãy giải nén và gửi từng tệp.", "This is an archive; unpack it and send its files.");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            return SaveAs("Tệp bị hỏng hoặc chưa tải lên hết", "The file is damaged or was not uploaded as a whole");
        }
    }

    // An old workbook, or a new one that a password locks: the directory of the compound file names its streams in UTF-16.
    private static FileKindResult DetectCompound(Stream file)
    {
        file.Position = 0;
        return Contains(file, Encoding.Unicode.GetBytes("EncryptedPackage"))
            ? Refused(
                "Sổ làm việc có mật khẩu; trong Excel hãy chọn Tệp > Thông tin > Bảo vệ Sổ làm việc > Mã hóa bằng Mật khẩu, xóa mật khẩu, "
                    + "lưu rồi gửi lại.",
                "The workbook has a password; in Excel choose File > Info > Protect Workbook > Encrypt with Password, clear the password, "
                    + "save and send it again.")
            : SaveAs("Không đọc được sổ làm việc kiểu cũ (.xls)", "An old workbook (.xls) is not read");
    }

    private static bool Contains(Stream file, byte[] pattern)
    {
        var buffer = new byte[64 * 1024];
        var kept = 0;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var length = kept + read;
            if (buffer.AsSpan(0, length).IndexOf(pattern) >= 0)
                return true;
            kept = Math.Min(pattern.Length - 1, length);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
        }

        return false;
    }

    // What is no text at all, by its first bytes; null for text.
    private static Text? DetectForeign(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF-"u8))
            return new("tệp PDF", "a PDF file");
        if (head.StartsWith("PK\x03\x04"u8))
            return new("sổ làm việc hoặc tệp nén", "a workbook or an archive");
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return new("tệp nén gzip (cần khai Content-Encoding: gzip)", "a gzip file (state Content-Encoding: gzip)");
        var isUtf16 = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        return !isUtf16 && head.Contains((byte)0) ? new("tệp nhị phân", "a binary file") : null;
    }

    private static char FirstCharacter(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
            ? Encoding.Unicode.GetString(head)
            : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            ? Encoding.BigEndianUnicode.GetString(head) : Encoding.UTF8.GetString(head);
        return text.TrimStart('\ufeff', ' ', '\t', '\r', '\n') is [var first, ..] ? first : '\0';
    }

    private static FileKindResult Refused(string vietnamese, string english) => new(null, new(vietnamese, english));

    private static FileKindResult SaveAs(string vietnamese, string english) =>
        new(null, new($"{vietnamese}; {SaveAsWorkbook.Vietnamese}", $"{english}; {SaveAsWorkbook.English}"));
}

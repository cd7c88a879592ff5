using System.IO.Compression;
using System.Text;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Reports.Batch.Sheets.WorkbookMaker;

namespace YouthFunctions.Tests.Reports.Batch.Sheets;

public sealed class FileKindTests
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Excel = "application/vnd.ms-excel";

    private static FileKindResult Detect(byte[] file, string type)
    {
        using var stream = new MemoryStream(file);
        var answer = FileKinds.Detect(stream, type);
        Assert.Equal(0, stream.Position);
        Assert.Equal(answer.Kind is null, answer.Refusal.English is { Length: > 0 } && answer.Refusal.Vietnamese.Length > 0);
        return answer;
    }

    private static byte[] Zip(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names)
                zip.CreateEntry(name);
        return stream.ToArray();
    }

    [Theory]
    [InlineData("unit,period\n", "text/csv", FileKind.Csv)]
    [InlineData("unit;period\n", Excel, FileKind.Csv)]
    [InlineData("\ufeffunit;period\n", "application/octet-stream", FileKind.Csv)]
    [InlineData("sep=;\nunit;period\n", "", FileKind.Csv)]
    [InlineData("[unit],[period]\n", "text/csv; charset=utf-8", FileKind.Csv)]
    [InlineData("[unit],[period]\n", Excel, null)]
    [InlineData("[{}]", "application/json", FileKind.Json)]
    [InlineData("\ufeff [{}]", "application/json; charset=utf-8", FileKind.Json)]
    [InlineData("{}\n{}", "application/x-ndjson", FileKind.Ndjson)]
    [InlineData("{}\n{}", "application/octet-stream", null)]
    [InlineData("[{}]", "text/plain", null)]
    [InlineData("unit,period\n", Xlsx, null)]
    [InlineData("PK no zip", Xlsx, null)]
    [InlineData("<html><table>", Excel, null)]
    [InlineData("\ufeff<?xml version=\"1.0\"?><Workbook>", Excel, null)]
    [InlineData("%PDF-1.7", "application/pdf", null)]
    [InlineData("%PDF-1.7", "application/json", null)]
    [InlineData("\u001f", "image/png", null)]
    [InlineData("a\0b", "text/csv", null)]
    public void Text_is_what_its_type_and_its_first_letters_say(string text, string type, FileKind? kind) =>
        Assert.Equal(kind, Detect(Encoding.UTF8.GetBytes(text), type).Kind);

    [Theory]
    [InlineData(Xlsx)]
    [InlineData("application/octet-stream")]
    [InlineData("application/zip")]
    [InlineData("text/csv")]
    [InlineData(Excel)]
    [InlineData("application/vnd.ms-excel.sheet.macroEnabled.12")]
    [InlineData("")]
    public void A_workbook_is_one_whatever_a_browser_declares(string type) =>
        Assert.Equal(FileKind.Xlsx, Detect(Make([("A", "", "")]), type).Kind);

    [Fact]
    public void Utf_16_text_is_no_binary_file() =>
        Assert.Equal(FileKind.Csv, Detect([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("unit\tperiod\n")], Excel).Kind);

    [Fact]
    public void Other_files_are_refused_with_what_to_save_as()
    {
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        (byte[] File, string Word)[] files =
        [
            ([.. compound, .. new byte[100_000]], ".xls"),
            (Zip("mimetype", "content.xml"), ".ods"),
            (Zip("[Content_Types].xml", "xl/workbook.bin"), ".xlsb"),
            (Zip("[Content_Types].xml", "word/document.xml"), "Word"),
            (Zip("Index/Document.iwa"), "Numbers"),
            (Encoding.UTF8.GetBytes("<table>"), "HTML"),
            (Make([("A", "", "")])[..200], "damaged"),
        ];
        AssertEach.All(files, file =>
        {
            var refusal = Detect(file.File, Excel).Refusal;
            Assert.Contains(file.Word, refusal.English, StringComparison.Ordinal);
            Assert.Contains("File > Save As > Excel Workbook (*.xlsx)", refusal.English, StringComparison.Ordinal);
            Assert.Contains("Tệp > Lưu Như > Sổ làm việc Excel (*.xlsx)", refusal.Vietnamese, StringComparison.Ordinal);
        });
        Assert.Contains(
            "password", Detect([.. compound, .. new byte[65_500], .. Encoding.Unicode.GetBytes("EncryptedPackage")], Xlsx).Refusal.English,
            StringComparison.Ordinal);
        Assert.Contains("gzip", Detect([0x1F, 0x8B, 8, 0], "text/csv").Refusal.English, StringComparison.Ordinal);
        Assert.Contains("archive", Detect(Zip("a.csv"), "application/zip").Refusal.English, StringComparison.Ordinal);
        Assert.True(Detect([1], "image/png").IsType);
    }
}

using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>A file cannot be read on, or is larger than what is read.</summary>
/// <param name="code">The fault's code.</param>
/// <param name="text">What is wrong, for the sender.</param>
/// <param name="row">Where, from 1; 0 for nowhere in particular.</param>
/// <param name="column">Where, from 0; -1 for nowhere in particular.</param>
public sealed class UnreadableException(string code, Text text, int row = 0, int column = -1) : Exception(text.English)
{
    /// <summary>The fault's code.</summary>
    public string Code => code;

    /// <summary>What is wrong.</summary>
    public Text Text => text;

    /// <summary>The row, from 1; 0 for none.</summary>
    public int Row => row;

    /// <summary>The column, from 0; -1 for none.</summary>
    public int Column => column;

    /// <summary>The file is no workbook that can be understood.</summary>
    public static UnreadableException Malformed(int row = 0, int column = -1) => new("malformed", new(
        "Từ đây không đọc được sổ làm việc; hãy mở bằng Excel rồi lưu lại: Tệp > Lưu Như > Sổ làm việc Excel (*.xlsx).",
        "The workbook cannot be read from here on; open it in Excel and save it again: File > Save As > Excel Workbook (*.xlsx)."), row,
        column);

    /// <summary>The file holds more than is read.</summary>
    /// <param name="vietnamese">Of what, and how much is read.</param>
    /// <param name="english">Of what, and how much is read.</param>
    /// <param name="row">Where.</param>
    /// <param name="column">Where.</param>
    public static UnreadableException TooLarge(string vietnamese, string english, int row = 0, int column = -1) =>
        new("file.too-large", new(
            $"Tệp quá lớn: {vietnamese}. Hãy chia thành nhiều tệp, hoặc xóa các vùng không dùng.",
            $"The file is too large: {english}. Split it into several files, or delete what is not used."), row, column);
}

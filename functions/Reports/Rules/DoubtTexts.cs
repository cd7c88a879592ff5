using System.Globalization;
using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports.Rules;

/// <summary>What the sender is asked about a doubted value.</summary>
public static class DoubtTexts
{
    /// <summary>The code of every doubt in answers; a contract with the form apps.</summary>
    public const string Code = "value.implausible";

    /// <summary>The question about a value at a place.</summary>
    public static Fault ToFault(ValueDoubt doubt, string pointer) => new(pointer, Code, new Text(
        $"{Explain(doubt).Vietnamese} {HowToConfirm.Vietnamese}", $"{Explain(doubt).English} {HowToConfirm.English}"));

    /// <summary>How a program confirms a value, after the question; a page has a box for that.</summary>
    public static Text HowToConfirm { get; } = new(
        "Nếu đúng, hãy xác nhận (gửi lại với \"confirmed\": true, hoặc với tham số confirmed=true cho tệp và cầu nối); nếu sai, hãy sửa.",
        "If it is right, confirm it (send it again with \"confirmed\": true, or files and bridges with the parameter confirmed=true); "
            + "if not, correct it.");

    /// <summary>Why it is doubted and what is usual, as sentences.</summary>
    public static Text Explain(ValueDoubt doubt)
    {
        if (doubt.Why is not { } why)
            return new Text("Giá trị lệch xa các tháng khác của đơn vị.", "The value is far from the unit's other months.");
        var reason = why.Reason switch
        {
            DoubtReason.History => why.IsOfDenominator
                ? new Text("Mẫu số lệch xa các tháng khác của đơn vị.", "The denominator is far from the unit's other months.")
                : new Text("Giá trị lệch xa các tháng khác của đơn vị.", "The value is far from the unit's other months."),
            DoubtReason.Target => new Text(
                "Giá trị một tháng vượt xa chỉ tiêu cả năm của đơn vị.",
                "One month's value is far above the unit's target of the whole year."),
            DoubtReason.Population => new Text(
                $"Giá trị quá lớn so với số thanh thiếu nhi của {Organisation.Current.First.Singular.Vietnamese}.",
                $"The value is too large for the number of young people in the {Organisation.Current.First.Singular.English}."),
            DoubtReason.Siblings => new Text("Giá trị vượt xa mọi đơn vị cùng cấp.", "The value is far above all units beside it."),
            DoubtReason.PartsExchanged => new Text("Tử số và mẫu số có vẻ bị đổi chỗ.", "Numerator and denominator seem to be exchanged."),
            DoubtReason.YearToDateAsMonth => new Text(
                "Giá trị giống số lũy kế từ đầu năm, không giống số trong tháng.",
                "The value looks like the year to date and not like the month."),
            _ => throw new ArgumentOutOfRangeException(nameof(doubt), why.Reason, "Unknown reason."),
        };
        var usual = UsualRange(doubt);
        return new Text($"{reason.Vietnamese} {usual.Vietnamese}", $"{reason.English} {usual.English}");
    }

    /// <summary>What would not be doubted, as a sentence; empty where it is not known.</summary>
    public static Text UsualRange(ValueDoubt doubt) => doubt.Why switch
    {
        null => new Text("", ""),
        { High: null } why => new Text($"Thường từ {Number(why.Low, "vi-VN")} trở lên.", $"Usual: {Number(why.Low, "en-US")} or more."),
        { Low: 0 } why =>
            new Text($"Thường không quá {Number(why.High.Value, "vi-VN")}.", $"Usual: {Number(why.High.Value, "en-US")} at most."),
        var why => new Text(
            $"Thường từ {Number(why.Low, "vi-VN")} đến {Number(why.High.Value, "vi-VN")}.",
            $"Usual: {Number(why.Low, "en-US")} to {Number(why.High.Value, "en-US")}."),
    };

    private static string Number(decimal value, string culture) => value.ToString("#,0.####", CultureInfo.GetCultureInfo(culture));
}

using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;

namespace YouthFunctions.Collecting;

/// <summary>What the page shows from which silent units are reminded: texts to copy and share, nothing is sent from here.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">The unit that reminds.</param>
/// <param name="Period">The month.</param>
/// <param name="Due">The last day on time.</param>
/// <param name="Closes">The last day taken at all.</param>
/// <param name="Silent">The units to be reminded.</param>
/// <param name="Address">Where the product is reached, without a slash at its end; empty where nobody has said it.</param>
public sealed record ReminderView(
    PageShell Shell, Unit Unit, Month Period, DateOnly Due, DateOnly Closes, IReadOnlyList<Unit> Silent, string Address)
{
    /// <summary>The text for one unit.</summary>
    public string TextFor(Unit unit)
    {
        var (localizer, month) = (Shell.Localizer, FormTexts.Short(Period));
        return localizer.Localize(
            $"{unit.Name} chưa gửi báo cáo tháng {month} (hạn {localizer.FormatDate(Due)}, khóa sổ sau {localizer.FormatDate(Closes)}). "
                + $"Gửi tại: {Link(unit)}",
            $"{unit.Name} has not sent its report of {month} (due {localizer.FormatDate(Due)}, closes after "
                + $"{localizer.FormatDate(Closes)}). Send it here: {Link(unit)}");
    }

    /// <summary>One text for all.</summary>
    public string TextForAll
    {
        get
        {
            var (localizer, month) = (Shell.Localizer, FormTexts.Short(Period));
            var names = string.Join(", ", Silent.Select(unit => unit.Name));
            return localizer.Localize(
                $"Còn {Silent.Count} đơn vị chưa gửi báo cáo tháng {month}: {names}. Hạn {localizer.FormatDate(Due)}, khóa sổ sau "
                    + $"{localizer.FormatDate(Closes)}. Gửi tại: {Address}/report?period={Period}",
                $"{Silent.Count} units have not sent their report of {month}: {names}. Due {localizer.FormatDate(Due)}, closes after "
                    + $"{localizer.FormatDate(Closes)}. Send it here: {Address}/report?period={Period}");
        }
    }

    /// <summary>A link that opens a letter with a text.</summary>
    public string MailLink(string text) =>
        $"mailto:?subject={Uri.EscapeDataString(Shell.Localizer.Localize($"Báo cáo tháng {FormTexts.Short(Period)}",
            $"Report of {FormTexts.Short(Period)}"))}&body={Uri.EscapeDataString(text)}";

    /// <summary>A link that opens a message with a text.</summary>
    public static string MessageLink(string text) => $"sms:?&body={Uri.EscapeDataString(text)}";

    private string Link(Unit unit) => $"{Address}/report?unit={unit.Code}&period={Period}";
}

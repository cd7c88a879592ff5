using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Reports.Wire;

/// <summary>The reason or note that comes with a report, as it is kept.</summary>
public static class ReasonText
{
    /// <summary>The most characters of a reason.</summary>
    public const int Length = 500;

    /// <summary>The reason in NFC, without surrounding blanks; null for none.</summary>
    public static string? Read(Submitted<string>? sent, List<Fault> faults)
    {
        if (sent is not { } reason)
            return null;
        if (!PrintableText.IsPrintable(reason.Value, withLines: true))
        {
            faults.Add(ReportFaults.MemberType(reason.Pointer, "văn bản gồm ký tự in được", "a text of printable characters"));
            return null;
        }

        var text = reason.Value.Normalize().Trim();
        if (text.Length > Length)
            faults.Add(ReportFaults.ReasonTooLong(reason.Pointer));
        return text.Length == 0 ? null : text;
    }
}

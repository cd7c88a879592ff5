using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Form.Reading;

/// <summary>Says in the form's own words what the rules say in those of the API: the form has "Số đạt" and "Tổng số", and neither
/// numerators nor parameters.</summary>
public static class FormWords
{
    private static readonly (string Api, string Form)[] Vietnamese =
    [
        ("Tử số", "Số đạt"), ("tử số", "số đạt"), ("Mẫu số", "Tổng số"), ("mẫu số", "tổng số"),
    ];

    private static readonly (string Api, string Form)[] English =
    [
        ("Numerator", "The number reached"), ("The numerator", "The number reached"), ("the numerator", "the number reached"),
        ("numerator", "the number reached"), ("The denominator", "The number of all"), ("the denominator", "the number of all"),
        ("denominator", "the number of all"),
    ];

    /// <summary>A fault, as the form says it.</summary>
    /// <param name="fault">The fault; its place is a field.</param>
    /// <param name="typed">What stands in the field.</param>
    public static Text Message(Fault fault, string typed)
    {
        if (fault.Code == "value.needs-ratio")
            return new("Cần ghi cả “Số đạt” và “Tổng số”.", "Please fill in both 'Reached' and 'Of all'.");
        if (fault.Code == "number.ambiguous" && NumberText.Readings(typed) is ({ } vietnamese, { } english))
            return new(
                $"“{typed.Trim()}” có thể là {vietnamese:0.####} hoặc {english:0.####}; hãy viết số không có dấu phân cách.",
                FormattableString.Invariant(
                    $"'{typed.Trim()}' can be {vietnamese:0.####} or {english:0.####}; write the number without separators."));
        return Translate(fault.Code == DoubtTexts.Code
            ? new Text(
                fault.Message.Vietnamese.Replace(DoubtTexts.HowToConfirm.Vietnamese, "", StringComparison.Ordinal).Trim(),
                fault.Message.English.Replace(DoubtTexts.HowToConfirm.English, "", StringComparison.Ordinal).Trim())
            : fault.Message);
    }

    /// <summary>Why a value is asked about, as the form says it.</summary>
    public static Text Explain(ValueDoubt doubt) => Translate(DoubtTexts.Explain(doubt));

    private static Text Translate(Text text) => new(
        Vietnamese.Aggregate(text.Vietnamese, (said, word) => said.Replace(word.Api, word.Form, StringComparison.Ordinal)),
        English.Aggregate(text.English, (said, word) => said.Replace(word.Api, word.Form, StringComparison.Ordinal)));
}

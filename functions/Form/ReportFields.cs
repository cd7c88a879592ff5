using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Form;

/// <summary>What stands in the fields of the report form, by field name, exactly as it was typed.</summary>
/// <param name="Values">The texts; blank ones are left out.</param>
public sealed record ReportFields(IReadOnlyDictionary<string, string> Values)
{
    private const int TextLimit = 600;

    // What the page sends beside the figures.
    private static readonly string[] OtherFields = ["unit", "period", "replaces", "reason", "counting", "confirm", "lang"];

    /// <summary>The text of a field; empty when nothing was typed.</summary>
    public string this[string name] => Values.GetValueOrDefault(name, "");

    /// <summary>Whether flows are stated from January on ("lũy kế").</summary>
    public bool IsYearToDate => this["counting"] == "year-to-date";

    /// <summary>The same with one field changed.</summary>
    public ReportFields With(string name, string text) => new(new Dictionary<string, string>(Values) { [name] = text });

    /// <summary>The name of the field of a flow, or of one of a ratio's two parts.</summary>
    public static string Name(Indicator indicator, string part) => $"{part}-{indicator.Code}";

    /// <summary>The fields of a posted form; one that came more than once is a fault, since its values would run together.</summary>
    public static ReportFields From(IFormCollection form, List<Fault> faults)
    {
        faults.AddRange(form.Where(field => field.Value.Count > 1).Select(field => new Fault(field.Key, "field.duplicate", new Text(
            "Ô này được gửi nhiều lần; hãy tải lại trang.", "This field was sent more than once; load the page again."))));
        return new(form
            .Where(field => !string.IsNullOrWhiteSpace(field.Value[0]))
            .ToDictionary(
                field => field.Key, field => field.Value[0] is { Length: > TextLimit } text ? text[..TextLimit] : field.Value[0]!));
    }

    /// <summary>The fields that show a stored report.</summary>
    public static ReportFields From(Report report, YearPlan plan)
    {
        var typed = new Dictionary<string, string>();
        foreach (var (code, value) in report.Values)
        {
            if (plan.Find(code) is not { } indicator)
                continue;
            typed[Name(indicator, "n")] = Plain(value.Measure.Numerator);
            if (value.Measure.Denominator is { } whole)
                typed[Name(indicator, "d")] = Plain(whole);
            if (value.IsYearToDate)
                typed["counting"] = "year-to-date";
        }

        return new ReportFields(typed);
    }

    /// <summary>The report in the fields; receives what cannot be read as a number.</summary>
    public SubmittedReport Read(YearPlan? plan, List<Fault> faults)
    {
        var values = new List<SubmittedValue>();
        var known = new HashSet<string>(OtherFields, StringComparer.Ordinal);
        foreach (var indicator in plan?.Indicators ?? [])
        {
            var (first, second) = (Name(indicator, "n"), Name(indicator, "d"));
            known.Add(first);
            if (indicator.Kind == IndicatorKind.Ratio)
                known.Add(second);
            if (this[first].Length == 0 && this[second].Length == 0)
                continue;
            var (number, whole) = (Number(first, faults), Number(second, faults));
            var isBroken = (this[first].Length > 0 && number is null) || (this[second].Length > 0 && whole is null);
            if (isBroken)
                continue;
            values.Add(indicator.Kind == IndicatorKind.Ratio
                ? new SubmittedValue(new(indicator.Code.ToString(), first), null, null, number, whole)
                : new SubmittedValue(
                    new(indicator.Code.ToString(), first), IsYearToDate ? null : number, IsYearToDate ? number : null, null, null));
        }

        if (this["counting"] is not ("" or "month" or "year-to-date"))
            faults.Add(ReportFaults.MemberType("counting", "month hoặc year-to-date", "month or year-to-date"));
        // An old page, of another year's plan: what it says of indicators that are no more must not be lost.
        if (plan is not null)
            faults.AddRange(Values.Keys.Where(name => !known.Contains(name)).Select(name => new Fault(name, "field.unknown", new Text(
                $"Chương trình năm {plan.Year} không có ô này; hãy tải lại trang.",
                $"The plan of {plan.Year} has no such field; load the page again."))));
        return new SubmittedReport(
            Text("unit"), Text("period"), values, Text("reason"),
            Revision(faults), false, "");
    }

    private Submitted<int>? Revision(List<Fault> faults)
    {
        if (this["replaces"].Length == 0)
            return null;
        if (int.TryParse(
            this["replaces"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var revision)
            && revision >= 1)
            return new(revision, "replaces");
        faults.Add(ReportFaults.MemberType("replaces", "số của một phiên bản, từ 1", "the number of a revision, from 1"));
        return null;
    }

    private Submitted<string>? Text(string name) => this[name].Length == 0 ? null : new(this[name], name);

    private Submitted<decimal>? Number(string name, List<Fault> faults)
    {
        var text = this[name];
        if (text.Length == 0)
            return null;
        // The page says how to write: 12.345 is twelve thousand. The other reading, 12,345, is still asked about.
        return NumberText.Read(new(text, name), NumberStyle.Unknown, NumberStyle.Vietnamese, faults);
    }

    private static string Plain(decimal number) => number.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture);
}

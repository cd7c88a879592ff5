using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Form.Reading;

/// <summary>What stands in the fields of the report form, by field name, exactly as it was typed.</summary>
/// <param name="Values">The texts; blank ones are left out.</param>
public sealed record ReportFields(IReadOnlyDictionary<string, string> Values)
{
    private const int TextLimit = 600;

    // What the page sends beside the figures.
    private static readonly string[] OtherFields =
        ["unit", "period", "replaces", "reason", "counting", "confirm", "step", "lang", "year"];

    // What a sum of money may be typed in: đồng, million, billion.
    private static readonly Dictionary<string, decimal> Scales = new()
    {
        [""] = 1,
        ["1"] = 1,
        ["1000000"] = 1_000_000,
        ["1000000000"] = 1_000_000_000,
    };

    /// <summary>The text of a field; empty when nothing was typed.</summary>
    public string this[string name] => Values.GetValueOrDefault(name, "");

    /// <summary>Whether a flow is stated from January on ("lũy kế"): as its own field says, or that of the whole form.</summary>
    public bool IsYearToDate(Indicator indicator) =>
        (this[Name(indicator, "c")] is { Length: > 0 } own ? own : this["counting"]) == YearToDate;

    /// <summary>How the choice "from January on" is sent.</summary>
    public const string YearToDate = "year-to-date";

    /// <summary>Which values out of proportion the sender has said to be right, by the very value that was asked about: one that was
    /// changed since is asked about again.</summary>
    public bool Confirms(ValueDoubt doubt, ReportedValue value) => this[$"ok-{doubt.Indicator}"] == Confirmation(value);

    /// <summary>The text that confirms a value.</summary>
    public static string Confirmation(ReportedValue value) => $"{value.Measure}{(value.IsYearToDate ? " ytd" : "")}";

    /// <summary>The same with one field changed.</summary>
    public ReportFields With(string name, string text) => new(new Dictionary<string, string>(Values) { [name] = text });

    /// <summary>The same, with what another one says of fields that were left blank: sending over a report deletes nothing of it.</summary>
    public ReportFields Completed(ReportFields other)
    {
        // The fields of an indicator go together: its number, all of a ratio, what they count and what money is typed in. A browser sends
        // the choices beside a blank number too: they say nothing of the other one's figure, which would become a month's or a million
        // times as much.
        bool IsTyped(string name) => name is [_, '-', _, ..]
            ? Values.ContainsKey($"n-{name[2..]}") || Values.ContainsKey($"d-{name[2..]}")
            : Values.ContainsKey(name);
        return new(Values.Where(pair => IsTyped(pair.Key)).Concat(other.Values.Where(pair => !IsTyped(pair.Key))).ToDictionary());
    }

    /// <summary>The name of a field: <c>n</c> the number or what was reached of a ratio, <c>d</c> all of a ratio, <c>c</c> month or year
    /// to date, <c>m</c> what money is typed in.</summary>
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
            typed[Name(indicator, "n")] = NumberText.Write(value.Measure.Numerator, '.');
            if (value.Measure.Denominator is { } whole)
                typed[Name(indicator, "d")] = NumberText.Write(whole, '.');
            // Said of a month's too, so that what a form says of all its figures ("counting") says nothing of this one.
            if (indicator.Kind == IndicatorKind.Flow)
                typed[Name(indicator, "c")] = value.IsYearToDate ? YearToDate : "month";
        }

        return new ReportFields(typed);
    }

    /// <summary>The fields that show a report which was read from a file.</summary>
    public static ReportFields From(SubmittedReport sent)
    {
        var typed = new Dictionary<string, string>
        {
            ["unit"] = sent.Unit?.Value ?? "",
            ["period"] = sent.Period?.Value ?? "",
            ["reason"] = sent.Reason?.Value ?? "",
            ["replaces"] = sent.Replaces?.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };
        foreach (var value in sent.Values)
        {
            var code = value.Code.Value.ToLowerInvariant();
            if ((value.Amount ?? value.YearToDate ?? value.Numerator) is { } number)
                typed[$"n-{code}"] = NumberText.Write(number.Value, '.');
            if (value.Denominator is { } whole)
                typed[$"d-{code}"] = NumberText.Write(whole.Value, '.');
            if (value.YearToDate is not null)
                typed[$"c-{code}"] = YearToDate;
        }

        return new ReportFields(typed.Where(pair => pair.Value.Length > 0).ToDictionary());
    }

    /// <summary>The report in the fields; receives what cannot be read as a number.</summary>
    public SubmittedReport Read(YearPlan? plan, List<Fault> faults)
    {
        var values = new List<SubmittedValue>();
        var known = new HashSet<string>(OtherFields, StringComparer.Ordinal);
        foreach (var indicator in plan?.Indicators ?? [])
        {
            var (first, second) = (Name(indicator, "n"), Name(indicator, "d"));
            known.UnionWith([first, $"ok-{indicator.Code}"]);
            known.UnionWith(indicator.Kind == IndicatorKind.Ratio ? [second] : [Name(indicator, "c")]);
            if (indicator.IsMoney)
                known.Add(Name(indicator, "m"));
            CheckChoice(Name(indicator, "c"), faults);
            if (this[first].Length == 0 && this[second].Length == 0)
                continue;
            var (number, whole) = (Scaled(indicator, Number(first, faults), faults), Number(second, faults));
            var isBroken = (this[first].Length > 0 && number is null) || (this[second].Length > 0 && whole is null);
            if (isBroken)
                continue;
            var isYearToDate = IsYearToDate(indicator);
            values.Add(indicator.Kind == IndicatorKind.Ratio
                ? new SubmittedValue(new(indicator.Code.ToString(), first), null, null, number, whole)
                : new SubmittedValue(
                    new(indicator.Code.ToString(), first), isYearToDate ? null : number, isYearToDate ? number : null, null, null));
        }

        CheckChoice("counting", faults);
        // An old page, of another year's plan: what it says of indicators that are no more must not be lost.
        if (plan is not null)
            faults.AddRange(Values.Keys.Where(name => !known.Contains(name)).Select(name => new Fault(name, "field.unknown", new Text(
                $"Chương trình năm {plan.Year} không có ô này; hãy tải lại trang.",
                $"The plan of {plan.Year} has no such field; load the page again."))));
        return new SubmittedReport(
            Text("unit"), Text("period"), values, Text("reason"),
            Revision(faults), false, "");
    }

    private void CheckChoice(string name, List<Fault> faults)
    {
        if (this[name] is not ("" or "month" or YearToDate))
            faults.Add(ReportFaults.MemberType(name, "month hoặc year-to-date", "month or year-to-date"));
    }

    private Submitted<decimal>? Scaled(Indicator indicator, Submitted<decimal>? number, List<Fault> faults)
    {
        var name = Name(indicator, "m");
        if (number is not { } typed || !indicator.IsMoney)
            return number;
        if (!Scales.TryGetValue(this[name], out var scale))
        {
            faults.Add(ReportFaults.MemberType(name, "1, 1000000 hoặc 1000000000", "1, 1000000 or 1000000000"));
            return null;
        }

        // What is beyond the limit stays so, without running over what a decimal holds.
        return typed with { Value = Math.Abs(typed.Value) > ReportCheck.Limit ? typed.Value : typed.Value * scale };
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
}

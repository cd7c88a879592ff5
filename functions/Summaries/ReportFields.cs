using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Reports;

namespace YouthFunctions.Summaries;

/// <summary>What stands in the fields of the report form, by field name, exactly as it was typed.</summary>
/// <param name="Typed">The texts; blank ones are left out.</param>
public sealed partial record ReportFields(IReadOnlyDictionary<string, string> Typed)
{
    private const int TextLimit = 600;

    /// <summary>The text of a field; empty when nothing was typed.</summary>
    public string this[string name] => Typed.GetValueOrDefault(name, "");

    /// <summary>Whether flows are stated from January on ("lũy kế").</summary>
    public bool IsYearToDate => this["counting"] == "year-to-date";

    /// <summary>The same with one field changed.</summary>
    public ReportFields With(string name, string text) => new(new Dictionary<string, string>(Typed) { [name] = text });

    /// <summary>The name of the field of a flow, or of one of a ratio's two parts.</summary>
    public static string Name(Indicator indicator, string part) => $"{part}-{indicator.Code}";

    /// <summary>The fields of a posted form.</summary>
    public static ReportFields Of(IFormCollection form) => new(form
        .Where(field => !string.IsNullOrWhiteSpace(field.Value))
        .ToDictionary(field => field.Key, field => field.Value.ToString() is { Length: > TextLimit } text ? text[..TextLimit] : field.Value.ToString()));

    /// <summary>The fields that show a stored report.</summary>
    public static ReportFields Of(Report report, YearPlan plan)
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
    public SentReport Read(YearPlan? plan, List<Fault> faults)
    {
        var values = new List<SentValue>();
        foreach (var indicator in plan?.Indicators ?? [])
        {
            var (first, second) = (Name(indicator, "n"), Name(indicator, "d"));
            if (this[first].Length == 0 && this[second].Length == 0)
                continue;
            var (number, whole) = (Number(first, indicator, faults), Number(second, indicator, faults));
            var isBroken = (this[first].Length > 0 && number is null) || (this[second].Length > 0 && whole is null);
            if (isBroken)
                continue;
            values.Add(indicator.Kind == IndicatorKind.Ratio
                ? new SentValue(new(indicator.Code.ToString(), first), null, null, number, whole)
                : new SentValue(new(indicator.Code.ToString(), first), IsYearToDate ? null : number, IsYearToDate ? number : null, null, null));
        }

        return new SentReport(
            Text("unit"), Text("period"), values, Text("reason"),
            int.TryParse(this["replaces"], out var revision) ? new(revision, "replaces") : null, false, "");
    }

    private Sent<string>? Text(string name) => this[name].Length == 0 ? null : new(this[name], name);

    private Sent<decimal>? Number(string name, Indicator indicator, List<Fault> faults)
    {
        var text = this[name];
        if (text.Length == 0)
            return null;
        if (FormNumber.TryParse(text, indicator.Decimals, out var number))
            return new(number, name);
        faults.Add(new Fault(name, "number.malformed", new Text(
            "Không đọc được số này; hãy ghi như 12345 hoặc 12.345.", "This number cannot be read; write it like 12345 or 12.345.")));
        return null;
    }

    private static string Plain(decimal number) => number.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Numbers as people in Viet Nam type them.</summary>
    public static partial class FormNumber
    {
        /// <summary>Reads digits, with dots, commas or blanks between thousands; a comma or dot before decimals only where
        /// the indicator has decimals. What could be read in two ways is refused.</summary>
        public static bool TryParse(string text, int decimals, out decimal number)
        {
            number = 0;
            var bare = text.Trim().Replace('\u00a0', ' ');
            if (Grouped().IsMatch(bare))
                bare = Separators().Replace(bare, "");
            else if (decimals > 0 && Fraction().Match(bare) is { Success: true } match && match.Groups[2].Length <= decimals && match.Groups[2].Length != 3)
                bare = $"{match.Groups[1].Value}.{match.Groups[2].Value}";
            else if (!Digits().IsMatch(bare))
                return false;
            return decimal.TryParse(bare, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out number);
        }

        [GeneratedRegex(@"^[0-9]{1,20}$")]
        private static partial Regex Digits();

        [GeneratedRegex(@"^[0-9]{1,3}([., ])[0-9]{3}(\1[0-9]{3}){0,5}$")]
        private static partial Regex Grouped();

        [GeneratedRegex(@"[., ]")]
        private static partial Regex Separators();

        [GeneratedRegex(@"^([0-9]{1,16})[.,]([0-9]{1,6})$")]
        private static partial Regex Fraction();
    }
}

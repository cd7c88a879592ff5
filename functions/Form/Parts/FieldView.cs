using System.Globalization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Form.Reading;
using YouthFunctions.Plan;

namespace YouthFunctions.Form.Parts;

/// <summary>One indicator of the form.</summary>
/// <param name="Form">The form.</param>
/// <param name="Indicator">The indicator.</param>
public sealed record FieldView(ReportFormView Form, Indicator Indicator)
{
    /// <summary>What stands beside it.</summary>
    public FieldFacts Facts { get; } =
        Form.State.Facts.FirstOrDefault(facts => facts.Indicator.Code == Indicator.Code)
            ?? new FieldFacts(Indicator, null, Measure.Unknown, null, null, null);

    /// <summary>Whether it is a ratio, in two fields.</summary>
    public bool IsRatio => Indicator.Kind == IndicatorKind.Ratio;

    /// <summary>Whether its number counts from January on: as typed, or as the month before did.</summary>
    public bool IsYearToDate => Form.Fields[ReportFields.Name(Indicator, "n")].Length > 0 || Form.Fields["counting"].Length > 0
        ? Form.Fields.IsYearToDate(Indicator)
        : Form.Fields[ReportFields.Name(Indicator, "c")] is { Length: > 0 } chosen
            ? chosen == ReportFields.YearToDate
            : Facts.LastMonth is { IsYearToDate: true };

    /// <summary>What money is typed in, in đồng.</summary>
    public string Scale => Form.Fields[ReportFields.Name(Indicator, "m")] is { Length: > 0 } chosen ? chosen : "1";

    /// <summary>The faults of a field.</summary>
    public IReadOnlyList<Fault> Faults(string name) => [.. Form.Faults.Where(fault => fault.Pointer == name)];

    /// <summary>A figure as scripts read it; null for none.</summary>
    public static string? Plain(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture);
}

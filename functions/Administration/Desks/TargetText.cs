using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Administration.Desks;

/// <summary>A target in a field: ratios in per cent, written so that it is read as the same number again.</summary>
internal static class TargetText
{
    /// <summary>What stands in the field.</summary>
    public static string Write(Indicator indicator, decimal target) =>
        NumberText.Write(indicator.Kind == IndicatorKind.Ratio ? target * 100 : target, ',');

    /// <summary>The target that was typed; null, with the fault, where it is no number.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="pointer">The field.</param>
    /// <param name="kind">What the indicator is.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static decimal? Read(string typed, string pointer, IndicatorKind kind, List<Fault> faults)
    {
        var read = NumberText.Read(
            new Submitted<string>(typed.TrimEnd('%', ' '), pointer), NumberStyle.Unknown, NumberStyle.Vietnamese, faults);
        return kind == IndicatorKind.Ratio ? read?.Value / 100 : read?.Value;
    }
}

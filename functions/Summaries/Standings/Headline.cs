using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Pages;
using YouthFunctions.Plan;

namespace YouthFunctions.Summaries.Standings;

/// <summary>The sentence that says how the year stands.</summary>
public static class Headline
{
    private const int MaxNames = 5;

    /// <summary>The sentence in both languages.</summary>
    public static Text Create(Summary summary)
    {
        var (vietnamese, english) = (new Localizer(Language.Vietnamese), new Localizer(Language.English));
        return new Text(Sentence(summary, vietnamese), Sentence(summary, english));
    }

    private static string Sentence(Summary summary, Localizer localizer)
    {
        if (summary.AsOf is null)
            return localizer.Localize(
                "Chưa có dự báo: dự báo được lập mỗi đêm từ các báo cáo đã nộp.",
                "No forecast yet: one is made each night from the reports that came in.");
        var (lagging, atRisk, total) = (summary.Count(TargetStatus.Lagging), summary.Count(TargetStatus.AtRisk), summary.Indicators.Count);
        var (missed, awaits) = (summary.Count(TargetStatus.Missed), summary.Count(TargetStatus.AwaitsConfirmation));
        if (summary.MostUrgent is not { } urgent)
            return summary.Count(TargetStatus.NoData) == total
                ? localizer.Localize(
                    $"Chưa đơn vị nào báo cáo chỉ tiêu nào trong năm {summary.Plan.Year}.",
                    $"Nothing has been reported for {summary.Plan.Year} yet.")
                : localizer.Localize(
                    $"Không chỉ tiêu nào trong {total} chỉ tiêu có nguy cơ không đạt.", $"None of {total} targets is at risk.")
                    + (Below(summary, localizer) is { Length: > 0 } below ? " " + below : "");
        var counts = (lagging, atRisk) switch
        {
            (0, 0)
                when missed > 0 => localizer.Localize(
                    $"{missed} trên {total} chỉ tiêu không đạt", $"{missed} of {total} targets {(missed == 1 ? "was" : "were")} missed"),
            (0, 0) => localizer.Localize(
                $"{awaits} trên {total} chỉ tiêu chờ xác nhận số liệu",
                $"{awaits} of {total} targets {(awaits == 1 ? "awaits" : "await")} confirmation of a value"),
            (0, _) => localizer.Localize(
                $"{atRisk} trên {total} chỉ tiêu có nguy cơ không đạt",
                $"{atRisk} of {total} targets {(atRisk == 1 ? "is" : "are")} at risk"),
            (_, 0) =>
                localizer.Localize($"{lagging} trên {total} chỉ tiêu khó đạt", $"{lagging} of {total} targets will probably be missed"),
            _ => localizer.Localize(
                $"{lagging} trên {total} chỉ tiêu khó đạt, thêm {atRisk} chỉ tiêu có nguy cơ",
                $"{lagging} of {total} targets will probably be missed and {atRisk} more {(atRisk == 1 ? "is" : "are")} at risk"),
        };
        return $"{counts}{localizer.Localize("; cấp bách nhất: ", "; the most urgent: ")}{Miss(urgent, localizer)}.";
    }

    /// <summary>How much is flagged below, wherever it lies; empty for nothing.</summary>
    public static string Below(Summary summary, Localizer localizer)
    {
        if (summary.Below is not { Lagging: > 0 } below)
            return "";
        var (targets, units) = (localizer.FormatInteger(below.Lagging), localizer.FormatInteger(below.LaggingUnits));
        var behind = summary.Children.Where(child => child.Behind + child.BehindBelow > 0).ToArray();
        return localizer.Localize(
            $"Cấp dưới có {targets} chỉ tiêu khó đạt ở {units} đơn vị, nhiều nhất: {Names(behind)}.",
            $"Below, {targets} {(below.Lagging == 1 ? "target" : "targets")} of {units} "
            + $"{(below.LaggingUnits == 1 ? "unit" : "units")} will probably be missed, most of them in: {Names(behind)}.");
    }

    private static string Names(ChildStanding[] children) =>
        string.Join(
            ", ", children.OrderByDescending(child => child.Behind + child.BehindBelow).Take(MaxNames).Select(child => child.Unit.Name))
        + (children.Length > MaxNames ? "…" : "");

    private static string Miss(IndicatorStanding standing, Localizer localizer)
    {
        var name = localizer.Localize(standing.Indicator.Name);
        var isCeiling = standing.Indicator.Direction == Direction.LowerIsBetter;
        string Goal(decimal target) => localizer.FormatValue(standing.Indicator, (double)target);
        return standing.Forecast is
        {
            Projection.Probability: { } probability, Target: { } target,
            Status: TargetStatus.Lagging or TargetStatus.AtRisk
        }
            ? localizer.Localize(
                $"{name} ({localizer.FormatProbability(1 - probability)} khả năng cuối năm {(isCeiling ? "trên" : "dưới")} {Goal(target)})",
                $"{name} ({localizer.FormatProbability(1 - probability)} likely to end {(isCeiling ? "above" : "below")} {Goal(target)})")
            : name;
    }
}

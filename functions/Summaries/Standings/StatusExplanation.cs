using YouthFunctions.Forecasting.Status;
using YouthFunctions.Pages;
using YouthFunctions.Plan;

namespace YouthFunctions.Summaries.Standings;

/// <summary>Why an indicator is flagged, and what it takes, in words.</summary>
public static class StatusExplanation
{
    /// <summary>A reason as a sentence.</summary>
    public static string Describe(StatusReason reason, Indicator indicator, Localizer localizer)
    {
        string Value(double value) => localizer.FormatValue(indicator, value);
        string Count(double value) => localizer.FormatInteger((decimal)value);
        string Part(double value) => $"{localizer.FormatRounded(value, indicator.Decimals)} {localizer.Localize(indicator.UnitOfMeasure)}";
        var (figure, reference) = (reason.Figure, reason.Reference);
        return reason.Code switch
        {
            ReasonCode.BehindLastYear => localizer.Localize(
                $"Thấp hơn cùng kỳ năm trước: {Value(figure)} so với {Value(reference)}",
                $"Behind the same months of last year: {Value(figure)} against {Value(reference)}"),
            ReasonCode.BehindUsualShare => localizer.Localize(
                $"Thấp hơn mức thường có đến nay: {Value(figure)} so với {Value(reference)}",
                $"Behind what is usual by now: {Value(figure)} against {Value(reference)}"),
            ReasonCode.CampaignBelowUsual => localizer.Localize(
                $"Đợt cao điểm thấp hơn mọi năm: {Value(figure)} so với {Value(reference)}",
                $"The campaign brought less than usual: {Value(figure)} against {Value(reference)}"),
            ReasonCode.UnitsSilent => localizer.Localize(
                $"{Count(figure)} trên {Count(reference)} đơn vị chưa báo cáo tháng gần nhất",
                $"{Count(figure)} of {Count(reference)} units have not reported the latest month"),
            ReasonCode.MonthsMissing => localizer.Localize(
                $"{Count(figure)} trên {Count(reference)} tháng chưa có báo cáo",
                $"{Count(figure)} of {Count(reference)} months have no report"),
            ReasonCode.TargetRaised => localizer.Localize(
                $"Chỉ tiêu được nâng từ {Value(reference)} lên {Value(figure)}",
                $"The target was raised from {Value(reference)} to {Value(figure)}"),
            ReasonCode.PaceOutOfReach => localizer.Localize(
                $"Cần {Value(figure)} mỗi tháng; cao nhất từ trước đến nay là {Value(reference)}",
                $"Needs {Value(figure)} a month; the most it ever managed is {Value(reference)}"),
            ReasonCode.NumeratorMoved => localizer.Localize(
                $"Tử số {(figure < reference ? "giảm" : "tăng")}: {Part(figure)} so với {Part(reference)} cùng kỳ năm trước",
                $"The numerator {(figure < reference ? "fell" : "rose")}: {Part(figure)} against {Part(reference)} a year ago"),
            ReasonCode.DenominatorMoved => localizer.Localize(
                $"Mẫu số {(figure < reference ? "giảm" : "tăng")}: {Part(figure)} so với {Part(reference)} cùng kỳ năm trước",
                $"The denominator {(figure < reference ? "fell" : "rose")}: {Part(figure)} against {Part(reference)} a year ago"),
            ReasonCode.NumeratorOffTarget => localizer.Localize(
                $"Tử số là {Part(figure)}; chỉ tiêu ứng với {Part(reference)} ở mẫu số hiện nay",
                $"The numerator is {Part(figure)}; the target takes {Part(reference)} at today's denominator"),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason.Code, "Unknown reason."),
        };
    }

    /// <summary>Every reason as a sentence, then who carries the gap.</summary>
    public static IEnumerable<string> DescribeAll(IndicatorStanding standing, Localizer localizer) => standing.Forecast.Reasons
        .Select(reason => Describe(reason, standing.Indicator, localizer)).Append(DescribeContributors(standing, localizer))
        .OfType<string>();

    /// <summary>The units below that carry most of the gap; null where none is known.</summary>
    public static string? DescribeContributors(IndicatorStanding standing, Localizer localizer)
    {
        if (standing.Forecast.Carriers is not { Count: > 0 } carriers)
            return null;
        var named = string.Join(
            ", ", carriers.Select(contributor => $"{contributor.Name} ({localizer.FormatProbability(contributor.Share)})"));
        return localizer.Localize($"Phần thiếu nằm nhiều nhất ở: {named}", $"Most of the gap lies in: {named}");
    }

    /// <summary>What each remaining month must bring, beside the best that comparable months brought; null when there is nothing to
    /// say, or when a reason says it.</summary>
    public static string? DescribePace(IndicatorStanding standing, Localizer localizer)
    {
        if (standing.Forecast.RequiredMonthlyPace is not > 0
            || standing.Forecast.Reasons.Any(reason => reason.Code == ReasonCode.PaceOutOfReach))
            return null;
        var required = localizer.FormatValue(standing.Indicator, (double)standing.Forecast.RequiredMonthlyPace);
        if (standing.Forecast.BestComparablePace is not { } best)
            return localizer.Localize($"Cần {required} mỗi tháng còn lại", $"Takes {required} in each month that is left");
        var most = localizer.FormatNumber(standing.Indicator, best);
        return (double)standing.Forecast.RequiredMonthlyPace <= best
            ? localizer.Localize(
                $"Cần {required} mỗi tháng còn lại; những năm trước đã có lúc đạt {most}",
                $"Takes {required} in each month that is left; past years have seen {most}")
            : localizer.Localize(
                $"Cần {required} mỗi tháng còn lại; chưa năm nào đạt, cao nhất là {most}",
                $"Takes {required} in each month that is left; that was never done, the best was {most}");
    }

    /// <summary>What the year is expected to end with, against the target, in one sentence; null without a forecast or target.</summary>
    public static string? DescribeYearEnd(IndicatorStanding standing, Localizer localizer)
    {
        if (standing.Forecast is not { Projection: { Interval80: { } interval } projection, Target: { } target and > 0 })
            return null;
        var (indicator, share) = (standing.Indicator, localizer.FormatPercent(Math.Round(projection.Point / (double)target, 2)));
        string Number(double value) => localizer.FormatNumber(indicator, value);
        return localizer.Localize(
            $"Dự báo cuối năm {Number(projection.Point)} ({Number(interval.Low)} – {Number(interval.High)}), bằng {share} của chỉ tiêu "
            + $"{localizer.FormatValue(indicator, (double)target)}.",
            $"The year is expected to end at {Number(projection.Point)} ({Number(interval.Low)} – {Number(interval.High)}), {share} of the "
            + $"target of {localizer.FormatValue(indicator, (double)target)}.");
    }
}

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
    /// say.</summary>
    public static string? DescribePace(IndicatorStanding standing, Localizer localizer)
    {
        if (standing.Forecast.RequiredMonthlyPace is not > 0)
            return null;
        var required = localizer.FormatValue(standing.Indicator, (double)standing.Forecast.RequiredMonthlyPace);
        return standing.Forecast.BestComparablePace is { } best
            ? localizer.Localize(
                $"Cần {required} mỗi tháng còn lại; cao nhất những năm trước là {localizer.FormatNumber(standing.Indicator, best)}",
                $"Takes {required} in each month that is left; the best of past years was "
                    + $"{localizer.FormatNumber(standing.Indicator, best)}")
            : localizer.Localize($"Cần {required} mỗi tháng còn lại", $"Takes {required} in each month that is left");
    }
}

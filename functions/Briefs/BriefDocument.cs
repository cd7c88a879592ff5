using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Pages;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Briefs;

/// <summary>A unit's brief of one week, as JSON.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Year">The year of the plan.</param>
/// <param name="Week">The Monday.</param>
/// <param name="Before">The Monday of the brief compared with; null for the first.</param>
/// <param name="AsOf">The day of the forecast.</param>
/// <param name="Headline">How the year stands.</param>
/// <param name="Changes">What changed, flags first.</param>
/// <param name="Lines">Every indicator.</param>
public sealed record BriefDocument(
    UnitCode Unit, string Name, int Year, DateOnly Week, DateOnly? Before, DateOnly? AsOf, Text Headline,
    IReadOnlyList<BriefChange> Changes, IReadOnlyList<BriefLine> Lines)
{
    /// <summary>The brief of a summary, compared with the one before.</summary>
    public static BriefDocument Create(Summary summary, DateOnly week, BriefDocument? before) => new(
        summary.Unit.Code, summary.Unit.Name, summary.Plan.Year, week, before?.Week, summary.AsOf,
        Summaries.Standings.Headline.Create(summary), [.. FindChanges(summary, before).OrderBy(change => change.Kind)],
        [.. summary.Indicators.Select(standing => new BriefLine(
            standing.Indicator.Code, standing.Forecast.Status, standing.Forecast.Target, standing.Forecast.Projection?.Probability))]);

    private static IEnumerable<BriefChange> FindChanges(Summary summary, BriefDocument? before)
    {
        foreach (var standing in summary.Indicators)
        {
            if (before?.Lines.FirstOrDefault(line => line.Indicator == standing.Indicator.Code) is not { } former
                || FindKind(former.Status, standing.Forecast.Status) is not { } kind)
                continue;
            var cause = FindCause(former, standing, kind);
            yield return new BriefChange(standing.Indicator.Code, kind, cause, Describe(standing, kind, cause));
        }
    }

    private static ChangeKind? FindKind(TargetStatus before, TargetStatus now) => (before, now) switch
    {
        (not TargetStatus.Achieved, TargetStatus.Achieved) => ChangeKind.Achieved,
        (not TargetStatus.Lagging, TargetStatus.Lagging) or (not TargetStatus.Missed, TargetStatus.Missed) => ChangeKind.NewlyFlagged,
        (not TargetStatus.AwaitsConfirmation, TargetStatus.AwaitsConfirmation) => ChangeKind.AwaitsConfirmation,
        (TargetStatus.OnTrack or TargetStatus.Achieved or TargetStatus.NoData or TargetStatus.AwaitsConfirmation, TargetStatus.AtRisk) =>
            ChangeKind.NewlyFlagged,
        (TargetStatus.Lagging or TargetStatus.AtRisk, TargetStatus.OnTrack) => ChangeKind.Recovered,
        _ => null,
    };

    private static ChangeCause FindCause(BriefLine former, IndicatorStanding standing, ChangeKind kind) =>
        former.Target != standing.Forecast.Target ? ChangeCause.Target
        : kind == ChangeKind.NewlyFlagged && standing.Forecast.Reasons is [{ Kind: ReasonKind.Reporting }, ..] ? ChangeCause.Reporting
        : ChangeCause.Performance;

    private static Text Describe(IndicatorStanding standing, ChangeKind kind, ChangeCause cause)
    {
        string In(Localizer localizer) => $"{localizer.Localize(standing.Indicator.Name)}: " + kind switch
        {
            ChangeKind.Achieved => localizer.Localize("đã đạt chỉ tiêu", "target achieved"),
            ChangeKind.Recovered => localizer.Localize("trở lại đúng tiến độ", "back on track"),
            _ => localizer.FormatStatus(standing.Forecast.Status).ToLower(localizer.Culture),
        } + cause switch
        {
            ChangeCause.Target => localizer.Localize(" (do chỉ tiêu thay đổi)", " (the target was changed)"),
            ChangeCause.Reporting => localizer.Localize(" (do thiếu báo cáo)", " (reports are missing)"),
            _ => localizer.Localize(" (do kết quả thực hiện)", " (by performance)"),
        };
        return new Text(In(new Localizer(Language.Vietnamese)), In(new Localizer(Language.English)));
    }
}

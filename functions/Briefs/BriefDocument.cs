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
    public static BriefDocument Of(Summary summary, DateOnly week, BriefDocument? before) => new(
        summary.Unit.Code, summary.Unit.Name, summary.Plan.Year, week, before?.Week, summary.AsOf, Summaries.Standings.Headline.Of(summary),
        [.. ChangesOf(summary, before).OrderBy(change => change.Kind)],
        [.. summary.Indicators.Select(standing => new BriefLine(
            standing.Indicator.Code, standing.Forecast.Status, standing.Forecast.Target, standing.Forecast.Projection?.Probability))]);

    private static IEnumerable<BriefChange> ChangesOf(Summary summary, BriefDocument? before)
    {
        foreach (var standing in summary.Indicators)
        {
            if (before?.Lines.FirstOrDefault(line => line.Indicator == standing.Indicator.Code) is not { } former
                || KindOf(former.Status, standing.Forecast.Status) is not { } kind)
                continue;
            var cause = CauseOf(former, standing, kind);
            yield return new BriefChange(standing.Indicator.Code, kind, cause, SentenceOf(standing, kind, cause));
        }
    }

    private static ChangeKind? KindOf(TargetStatus before, TargetStatus now) => (before, now) switch
    {
        (not TargetStatus.Achieved, TargetStatus.Achieved) => ChangeKind.Achieved,
        (not TargetStatus.Lagging, TargetStatus.Lagging) or (not TargetStatus.Missed, TargetStatus.Missed) => ChangeKind.NewlyFlagged,
        (not TargetStatus.AwaitsConfirmation, TargetStatus.AwaitsConfirmation) => ChangeKind.AwaitsConfirmation,
        (TargetStatus.OnTrack or TargetStatus.Achieved or TargetStatus.NoData or TargetStatus.AwaitsConfirmation, TargetStatus.AtRisk) => ChangeKind.NewlyFlagged,
        (TargetStatus.Lagging or TargetStatus.AtRisk, TargetStatus.OnTrack) => ChangeKind.Recovered,
        _ => null,
    };

    private static ChangeCause CauseOf(BriefLine former, IndicatorStanding standing, ChangeKind kind) =>
        former.Target != standing.Forecast.Target ? ChangeCause.Target
        : kind == ChangeKind.NewlyFlagged && standing.Forecast.Reasons is [{ Kind: ReasonKind.Reporting }, ..] ? ChangeCause.Reporting
        : ChangeCause.Performance;

    private static Text SentenceOf(IndicatorStanding standing, ChangeKind kind, ChangeCause cause)
    {
        string In(Words words) => $"{words.Say(standing.Indicator.Name)}: " + kind switch
        {
            ChangeKind.Achieved => words.Say("đã đạt chỉ tiêu", "target achieved"),
            ChangeKind.Recovered => words.Say("trở lại đúng tiến độ", "back on track"),
            _ => words.Status(standing.Forecast.Status).ToLower(words.Culture),
        } + cause switch
        {
            ChangeCause.Target => words.Say(" (do chỉ tiêu thay đổi)", " (the target was changed)"),
            ChangeCause.Reporting => words.Say(" (do thiếu báo cáo)", " (reports are missing)"),
            _ => words.Say(" (do kết quả thực hiện)", " (by performance)"),
        };
        return new Text(In(new Words(Language.Vietnamese)), In(new Words(Language.English)));
    }
}

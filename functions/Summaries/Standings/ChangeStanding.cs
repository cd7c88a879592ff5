using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Pages;

namespace YouthFunctions.Summaries.Standings;

/// <summary>A change of status of a unit or of one below it, as its leader reads it.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Standing">The indicator and its forecast.</param>
public sealed record ChangeStanding(Unit Unit, IndicatorStanding Standing)
{
    /// <summary>For how many days a change is news.</summary>
    public const int DaysNew = 7;

    /// <summary>Which list it stands in.</summary>
    public ChangeGroup Group => Standing.Forecast switch
    {
        { Status: TargetStatus.Achieved } => ChangeGroup.Achieved,
        { Status: TargetStatus.AwaitsConfirmation } => ChangeGroup.Doubtful,
        { HasRecovered: true } or { Status: TargetStatus.AtRisk, Before: TargetStatus.Lagging } => ChangeGroup.Recovered,
        _ => ChangeGroup.Flagged,
    };

    /// <summary>What happened, in one sentence in both languages.</summary>
    public Text Sentence => new(InWords(new Localizer(Language.Vietnamese)), InWords(new Localizer(Language.English)));

    private string InWords(Localizer localizer)
    {
        var forecast = Standing.Forecast;
        var isOpen = forecast.Status is not (TargetStatus.Achieved or TargetStatus.Missed or TargetStatus.AwaitsConfirmation);
        var chance = isOpen && forecast.Projection?.Probability is { } probability
            ? $" ({localizer.FormatProbability(probability)} {localizer.Localize("khả năng đạt", "likely to be met")})"
            : "";
        var state = forecast.HasRecovered
            ? localizer.Localize("trở lại đúng tiến độ", "back on track")
            : localizer.FormatStatus(forecast.Status).ToLower(localizer.Culture);
        return $"{Unit.Name}: {localizer.Localize(Standing.Indicator.Name)} – {state}{chance}";
    }
}

using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Alerts;

/// <summary>That an indicator of a unit came to lag, to be at risk, to be achieved or missed, to await confirmation, or
/// recovered.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Standing">The indicator and its forecast.</param>
/// <param name="Year">The year.</param>
public sealed record Alert(Unit Unit, IndicatorStanding Standing, int Year)
{
    /// <summary>Stable: the same change has the same id for ever.</summary>
    public string Id => string.Create(
        CultureInfo.InvariantCulture,
        $"urn:youthfunctions:alert:{Year}:{Unit.Code}:{Standing.Indicator.Code}:{Standing.Forecast.Status.Code()}:"
            + $"{Standing.Forecast.Since:yyyy-MM-dd}");

    /// <summary>What happened, in one sentence.</summary>
    public Text Title => new(Sentence(new Localizer(Language.Vietnamese)), Sentence(new Localizer(Language.English)));

    /// <summary>The alerts in a unit's forecast.</summary>
    public static IEnumerable<Alert> From(Unit unit, UnitForecast forecast, YearPlan plan) => forecast.Indicators
        .Where(indicatorForecast => indicatorForecast.Status == TargetStatus.Achieved || indicatorForecast.Status.NeedsAttention()
            || HasRecovered(indicatorForecast))
        .Select(indicatorForecast => plan.Find(indicatorForecast.Indicator) is { PartOf: null } indicator
            ? new Alert(unit, new IndicatorStanding(indicator, indicatorForecast), plan.Year)
            : null)
        .OfType<Alert>();

    private string Sentence(Localizer localizer)
    {
        var (indicator, forecast) = (Standing.Indicator, Standing.Forecast);
        var isOpen = forecast.Status is not (TargetStatus.Achieved or TargetStatus.Missed or TargetStatus.AwaitsConfirmation);
        var chance = isOpen && forecast.Projection?.Probability is { } probability
            ? $" ({localizer.FormatProbability(probability)} {localizer.Localize("khả năng đạt", "likely to be met")})"
            : "";
        var state = HasRecovered(forecast)
            ? localizer.Localize("trở lại đúng tiến độ", "back on track")
            : localizer.FormatStatus(forecast.Status).ToLower(localizer.Culture);
        return $"{Unit.Name}: {localizer.Localize(indicator.Name)} – {state}{chance}";
    }

    private static bool HasRecovered(IndicatorForecast forecast) =>
        forecast is { Status: TargetStatus.OnTrack, Before: TargetStatus.Lagging or TargetStatus.AtRisk };
}

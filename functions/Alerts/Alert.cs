using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Alerts;

/// <summary>That an indicator of a unit came to lag, to be at risk, to be achieved or missed, to await confirmation, or recovered.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Standing">The indicator and its forecast.</param>
/// <param name="Year">The year.</param>
public sealed record Alert(Unit Unit, IndicatorStanding Standing, int Year)
{
    /// <summary>Stable: the same change has the same id for ever.</summary>
    public string Id => string.Create(
        CultureInfo.InvariantCulture, $"urn:youthfunctions:alert:{Year}:{Unit.Code}:{Standing.Indicator.Code}:{Standing.Forecast.Status.Code()}:{Standing.Forecast.Since:yyyy-MM-dd}");

    /// <summary>What happened, in one sentence.</summary>
    public Text Title => new(Sentence(new Words(Language.Vietnamese)), Sentence(new Words(Language.English)));

    /// <summary>The alerts in a unit's forecast.</summary>
    public static IEnumerable<Alert> Of(Unit unit, UnitForecast forecast, YearPlan plan) => forecast.Indicators
        .Where(one => one.Status == TargetStatus.Achieved || one.Status.NeedsAttention() || HasRecovered(one))
        .Select(one => plan.Find(one.Indicator) is { PartOf: null } indicator ? new Alert(unit, new IndicatorStanding(indicator, one), plan.Year) : null)
        .OfType<Alert>();

    private string Sentence(Words words)
    {
        var (indicator, forecast) = (Standing.Indicator, Standing.Forecast);
        var isOpen = forecast.Status is not (TargetStatus.Achieved or TargetStatus.Missed or TargetStatus.AwaitsConfirmation);
        var chance = isOpen && forecast.Projection?.Probability is { } probability
            ? $" ({words.Chance(probability)} {words.Say("khả năng đạt", "likely to be met")})"
            : "";
        var state = HasRecovered(forecast) ? words.Say("trở lại đúng tiến độ", "back on track") : words.Status(forecast.Status).ToLower(words.Culture);
        return $"{Unit.Name}: {words.Say(indicator.Name)} – {state}{chance}";
    }

    private static bool HasRecovered(IndicatorForecast forecast) =>
        forecast is { Status: TargetStatus.OnTrack, Before: TargetStatus.Lagging or TargetStatus.AtRisk };
}

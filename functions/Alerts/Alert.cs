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

    /// <summary>The page of the indicator, as a path.</summary>
    public string Link => PageShell.IndicatorLink(Unit.Code, Standing.Indicator, Year);

    /// <summary>What happened, in one sentence.</summary>
    public Text Title => new ChangeStanding(Unit, Standing).Sentence;

    /// <summary>The weightiest reason, in one sentence; null without one.</summary>
    public Text? Reason => Standing.Forecast.Reasons is [var first, ..]
        ? new(
            StatusExplanation.Describe(first, Standing.Indicator, new Localizer(Language.Vietnamese)),
            StatusExplanation.Describe(first, Standing.Indicator, new Localizer(Language.English)))
        : null;

    /// <summary>The alert of a change; null where the plan or the tree does not know what it is of.</summary>
    public static Alert? From(StatusChange change, UnitTree tree, YearPlan plan) =>
        plan.Find(change.Forecast.Indicator) is { PartOf: null } indicator && tree.TryGet(change.Unit, out var unit)
            ? new Alert(unit, new IndicatorStanding(indicator, change.Forecast), plan.Year)
            : null;
}

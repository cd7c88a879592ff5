using YouthFunctions.Analytics.Units;
using YouthFunctions.Pages;

namespace YouthFunctions.Alerts;

/// <summary>What the page of alerts shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">Whose alerts: its own and those of the units below.</param>
/// <param name="Alerts">The latest first.</param>
public sealed record AlertsView(PageShell Shell, Unit Unit, IReadOnlyList<Alert> Alerts)
{
    /// <summary>So many are shown; the others are in the list as JSON.</summary>
    public const int MaxShown = 60;

    /// <summary>Those that are shown, by the day of the change.</summary>
    public IEnumerable<IGrouping<DateOnly, Alert>> Days => Alerts.Take(MaxShown).GroupBy(alert => alert.Standing.Forecast.Since);
}

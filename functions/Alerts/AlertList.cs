using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Alerts;

/// <summary>The changes of status of a unit, of those directly below, and the latest of all below them.</summary>
/// <param name="Year">The year.</param>
/// <param name="Alerts">The latest first; of one day what lags first and what is achieved last.</param>
public sealed record AlertList(int Year, IReadOnlyList<AlertListEntry> Alerts);

/// <summary>One change of status.</summary>
/// <param name="Id">Stable: the same change has the same id for ever.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Status">How it stands now.</param>
/// <param name="Before">How it stood before; absent when it had no status.</param>
/// <param name="Since">The day of the change.</param>
/// <param name="Probability">That the target will be met, 0..1.</param>
/// <param name="Title">What happened, in one sentence.</param>
/// <param name="Link">The indicator's page.</param>
/// <param name="Reason">Why, in one sentence: the weightiest reason; absent without one.</param>
public sealed record AlertListEntry(
    string Id, UnitCode Unit, string Name, IndicatorCode Indicator, TargetStatus Status, TargetStatus? Before, DateOnly Since,
    double? Probability, Text Title, string Link, Text? Reason);

using YouthFunctions.Pages;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries;

/// <summary>What the page of a unit shows of one indicator.</summary>
/// <param name="Shell">What stands around the page.</param>
/// <param name="Summary">How the unit's year stands.</param>
/// <param name="Standing">The indicator and its forecast.</param>
public sealed record StandingView(PageShell Shell, Summary Summary, IndicatorStanding Standing);

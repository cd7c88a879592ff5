using YouthFunctions.Pages;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries;

/// <summary>What the page of a unit shows.</summary>
public sealed record SummaryView(PageShell Shell, Summary Summary);

using YouthFunctions.Pages;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Briefs;

/// <summary>What a brief's page shows.</summary>
public sealed record BriefView(BriefDocument Brief, Summary Summary, Localizer Localizer);

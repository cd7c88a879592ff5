using YouthFunctions.Pages;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Parts;

/// <summary>One value that awaits confirmation, in a list of them.</summary>
public sealed record AwaitedItemView(AwaitedStanding Awaited, Localizer Localizer);

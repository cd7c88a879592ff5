using YouthFunctions.Pages;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Parts;

/// <summary>The list of values that await confirmation, on a page or in a brief.</summary>
public sealed record AwaitedView(Summary Summary, Localizer Localizer);

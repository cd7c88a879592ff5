using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Plan;

/// <summary>That sums are made again, and why.</summary>
/// <param name="Because">The members of the plan that changed, as JSON pointers.</param>
/// <param name="Check">Where to see that the sums are those of the reports.</param>
/// <param name="What">What happens, for people.</param>
public sealed record Resum(IReadOnlyList<string> Because, string Check, Text What);

using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Files;

/// <summary>What the pages that take files show.</summary>
/// <param name="Shell">What stands around them.</param>
/// <param name="Problem">What is wrong with the file; null for nothing.</param>
public sealed record FilesView(PageShell Shell, Problem? Problem)
{
    /// <summary>The trees that a reorganisation led to, with what is known of how; the latest first.</summary>
    public IReadOnlyList<(UnitTree Tree, int Links)> Reorganisations { get; init; } = [];
}

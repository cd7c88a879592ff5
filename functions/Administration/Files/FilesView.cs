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

    /// <summary>The last of all trees.</summary>
    public UnitTree? Latest { get; init; }

    /// <summary>The last tree, if an administrator imported it: it can be taken out.</summary>
    public UnitTree? Removable { get; init; }

    /// <summary>The first month of a new tree, as it was typed.</summary>
    public string From { get; init; } = "";
}

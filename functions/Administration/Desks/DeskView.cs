using YouthFunctions.Calls.Answers;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Administration.Desks;

/// <summary>What the forms of an administrator's desk show.</summary>
/// <param name="Shell">What stands around them.</param>
/// <param name="ReportingYear">The year's plan and calendar.</param>
/// <param name="Typed">What was typed, by field.</param>
/// <param name="Problem">What is wrong with it; null for nothing.</param>
public sealed record DeskView(
    PageShell Shell, ReportingYear ReportingYear, IReadOnlyDictionary<string, string> Typed, Problem? Problem)
{
    /// <summary>The year.</summary>
    public int Year => ReportingYear.Plan.Year;

    /// <summary>What was typed into a field, or what stands.</summary>
    public string Value(string name, object standing) => Typed.GetValueOrDefault(name) ?? FormattableString.Invariant($"{standing}");
}

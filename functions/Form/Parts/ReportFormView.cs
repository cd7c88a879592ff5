using YouthFunctions.Calls.Answers;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Form.Parts;

/// <summary>What the report form shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="State">What is known of the unit and month.</param>
/// <param name="Fields">What is typed.</param>
/// <param name="Faults">What is wrong with what was typed.</param>
public sealed record ReportFormView(PageShell Shell, FormState State, ReportFields Fields, IReadOnlyList<Fault> Faults)
{
    /// <summary>Whether the report that stands was stored just now.</summary>
    public bool IsSaved { get; init; }

    /// <summary>Whether the fields hold what was sent just now, which then counts before what the phone has kept.</summary>
    public bool IsTyped { get; init; }

    /// <summary>Whether another report came meanwhile, so that both are shown side by side.</summary>
    public bool IsConflict { get; init; }

    /// <summary>How the unit's year stands, which is told after a report was sent; null for nothing to tell.</summary>
    public Summary? Standing { get; init; }

    /// <summary>What a browser that agrees to be reminded is given; null where nobody is.</summary>
    public string? PushKey { get; init; }

    /// <summary>The plan of the month; null when no month takes reports.</summary>
    public YearPlan? Plan => State.ReportingYear?.Plan;

    /// <summary>The report that stands; null for none.</summary>
    public Report? Current => State.Current;

    /// <summary>How many indicators have something typed.</summary>
    public int FilledCount => Plan?.Indicators.Count(indicator => Fields[ReportFields.Name(indicator, "n")].Length > 0) ?? 0;
}

using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports.Rules;

/// <summary>A draft and the plan that it holds against.</summary>
public sealed record PlannedDraft(ReportDraft Draft, ReportingYear ReportingYear);

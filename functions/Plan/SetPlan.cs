using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Plan;

/// <summary>A plan as it was set, and what its change does to sums that stand already.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Theme">The year's theme.</param>
/// <param name="Source">Where the plan was published.</param>
/// <param name="ReportingLevels">The levels whose units are expected to report each month; others may.</param>
/// <param name="Indicators">In the order of the programme.</param>
/// <param name="Resum">What of the change makes the year's sums others; null where they stay as they are.</param>
public sealed record SetPlan(
    int Year, Text Theme, string Source, IReadOnlyList<UnitLevel> ReportingLevels, IReadOnlyList<Indicator> Indicators, Resum? Resum)
{
    /// <summary>The plan, held against the one before.</summary>
    /// <param name="plan">The plan that stands now.</param>
    /// <param name="before">The one before; null for the first of the year.</param>
    public static SetPlan Create(YearPlan plan, YearPlan? before)
    {
        string[] because = before is null ? [] : [.. Differences(plan, before)];
        var resum = because.Length == 0 ? null : new Resum(
            because, $"/api/rollups/recompute?year={plan.Year}&check=true", new Text(
                $"Mọi tổng hợp của năm {plan.Year} được tính lại từ báo cáo ở lần tổng hợp tới (năm phút một lần, hoặc "
                    + "POST /api/rollups/run); đến lúc đó câu trả lời ghi isStale.",
                $"Every sum of {plan.Year} is made again from the reports by the next rollup (every five minutes, or "
                    + "POST /api/rollups/run); until then answers say isStale."));
        return new SetPlan(plan.Year, plan.Theme, plan.Source, plan.ReportingLevels, plan.Indicators, resum);
    }

    // The order of a plan and its words change no sum.
    private static IEnumerable<string> Differences(YearPlan plan, YearPlan before)
    {
        if (!plan.ReportingLevels.Order().SequenceEqual(before.ReportingLevels.Order()))
            yield return "/reportingLevels";
        for (var i = 0; i < plan.Indicators.Count; i++)
        {
            var (now, old) = (plan.Indicators[i].Rule, before.Find(plan.Indicators[i].Code)?.Rule);
            if (old is null)
                yield return $"/indicators/{i}";
            else if (now.Kind != old.Kind)
                yield return $"/indicators/{i}/kind";
            else if (now.OverTime != old.OverTime)
                yield return $"/indicators/{i}/overTime";
            else if (now.OverUnits != old.OverUnits)
                yield return $"/indicators/{i}/overUnits";
        }

        if (before.Indicators.Any(old => plan.Find(old.Code) is null))
            yield return "/indicators";
    }
}

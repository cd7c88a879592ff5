using YouthFunctions.Calls.Answers;
using YouthFunctions.Pages;
using YouthFunctions.Plan;

namespace YouthFunctions.Administration.Plans;

/// <summary>What the page of activities shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Plan">The plan of the year, whose indicators an activity can move.</param>
/// <param name="Activities">In the order of their days.</param>
/// <param name="Typed">What stands in the form.</param>
/// <param name="Problem">What is wrong with it; null for nothing.</param>
public sealed record ActivitiesDeskView(
    PageShell Shell, YearPlan Plan, IReadOnlyList<Activity> Activities, IReadOnlyDictionary<string, string> Typed, Problem? Problem)
{
    /// <summary>The version that the form is filled in on: what was typed on an older one stays with that.</summary>
    public string Tag => Typed.GetValueOrDefault("tag") is { Length: > 0 } tag ? tag : Preconditions.ComputeTag(Activities);

    /// <summary>What stands in a field.</summary>
    public string Value(string name) => Typed.GetValueOrDefault(name, "");

    /// <summary>Whether the form is that of an activity that stands in the calendar.</summary>
    public bool IsStanding => Value("at").Length > 0;

    /// <summary>Whether an indicator is chosen in the form.</summary>
    public bool Moves(Indicator indicator) => Value("indicators").Split(',').Contains(indicator.Code.ToString());
}

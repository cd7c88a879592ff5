using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan;

namespace YouthFunctions.Administration.Plans;

/// <summary>What the pages of a plan show.</summary>
/// <param name="Shell">What stands around them.</param>
/// <param name="Plan">The plan that stands.</param>
/// <param name="Typed">What stands in the fields of the form.</param>
/// <param name="Problem">What is wrong with it; null for nothing.</param>
public sealed record PlanDeskView(PageShell Shell, YearPlan Plan, IReadOnlyDictionary<string, string> Typed, Problem? Problem)
{
    /// <summary>The version of the plan that the form is filled in on: what was typed on an older one stays with that.</summary>
    public string Tag => Typed.GetValueOrDefault("tag") is { Length: > 0 } tag ? tag : Preconditions.ComputeTag(Plan);

    /// <summary>What stands in a field: what was typed, or what the plan says.</summary>
    public string Value(string name, string standing) => Typed.GetValueOrDefault(name) ?? standing;

    /// <summary>Whether the form is that of an indicator that stands in the plan.</summary>
    public bool IsStanding => Typed.GetValueOrDefault("was") is { Length: > 0 };

    /// <summary>The fields that are a choice of a few, with their labels.</summary>
    public static IReadOnlyList<(string Name, Text Label, IReadOnlyList<(string Value, Text Name)> Choices)> Choices { get; } =
    [
        ("kind", new("Loại", "Kind"), PlanWords.Kinds),
        ("overTime", new("Các tháng của một đơn vị", "Months of a unit"), PlanWords.OverTime),
        ("overUnits", new("Các đơn vị", "Units"), PlanWords.OverUnits),
        ("direction", new("Chiều tốt", "Which way is better"), PlanWords.Directions),
        ("weights", new("Phân bổ chỉ tiêu theo", "The target is divided by"), PlanWords.Weights),
    ];
}

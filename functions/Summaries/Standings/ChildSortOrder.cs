using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Summaries.Standings;

/// <summary>The orders that the table of children can be put in, by <c>?sort=</c>; without JavaScript each is a link.</summary>
public static class ChildSortOrder
{
    /// <summary>The first is the order without <c>?sort=</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["gap", "name", "chance", "flags", "reported"];

    /// <summary>The name asked for; the first for anything unknown.</summary>
    public static string Parse(string? sort) => sort is not null && Names.Contains(sort) ? sort : Names[0];

    /// <summary>The children in an order; those that need attention come first, unknown ones last.</summary>
    public static IEnumerable<ChildStanding> Apply(IEnumerable<ChildStanding> children, string order) => order switch
    {
        "name" => children.OrderBy(
            child => child.Unit.Name, StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true)),
        "chance" => children.OrderBy(child => child.Focus?.Projection?.Probability ?? 2),
        "flags" => children.OrderByDescending(child => child.Behind)
            .ThenByDescending(child => child.BehindBelow).ThenByDescending(child => child.Count(TargetStatus.AtRisk)),
        "reported" => children.OrderBy(child => child.Expected == 0 ? 2 : (double)child.Reported / child.Expected),
        _ => children,
    };
}

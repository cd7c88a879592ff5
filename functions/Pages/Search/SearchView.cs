using YouthFunctions.Calls;

namespace YouthFunctions.Pages.Search;

/// <summary>What the page of the search shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Typed">What was sought; empty at first.</param>
/// <param name="Hits">What was found, the best first.</param>
/// <param name="Count">How many there are in all.</param>
public sealed record SearchView(PageShell Shell, string Typed, IReadOnlyList<SearchHit> Hits, int Count)
{
    /// <summary>Where a found unit can be looked at, as the caller's roles allow: address and words.</summary>
    public IEnumerable<(string Address, string Name)> Links(SearchHit hit)
    {
        var localizer = Shell.Localizer;
        if (hit.Year is not { } year || Shell.Call.Caller is not { } caller)
            yield break;
        var (unit, query) = (hit.Unit.Code, FormattableString.Invariant($"?year={year}"));
        if (caller.HasRole(Role.Leader | Role.Analyst))
            yield return ($"/units/{unit}{query}", localizer.Localize("Tổng hợp", "Summary"));
        if (hit.HasUnitsBelow && caller.HasRole(Role.Reporter | Role.Leader))
            yield return ($"/collect/{unit}{query}", localizer.Localize("Thu báo cáo", "Collect"));
        if (caller.HasRole(Role.Reporter) && hit.Until is null)
            yield return ($"/report?unit={unit}", localizer.Localize("Báo cáo", "Report"));
    }
}

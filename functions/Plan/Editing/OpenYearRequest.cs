using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Plan.Editing;

/// <summary>What an administrator says of a year that is to be opened.</summary>
/// <param name="Theme">The year's theme; needed for a draft.</param>
/// <param name="Source">Where the plan was published or agreed; needed for a draft.</param>
/// <param name="Targets"><c>carried</c> (default): targets of units as in the year before; <c>divided</c>: the national ones divided
/// anew.</param>
/// <param name="From">The year whose plan it is made of; the latest before it when left out.</param>
/// <param name="Publish">Whether the draft becomes the plan of the year.</param>
public sealed record OpenYearRequest(
    Text? Theme = null, string? Source = null, string? Targets = null, int? From = null, bool Publish = false)
{
    /// <summary>Whether anything is said of the draft: else the one that is kept is meant.</summary>
    public bool DescribesDraft => Theme is not null || Source is not null || Targets is not null || From is not null;
}

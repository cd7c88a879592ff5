using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Pages;

namespace YouthFunctions.Briefs.Archive;

/// <summary>What the page of a unit's briefs shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">Whose briefs.</param>
/// <param name="Weeks">Their Mondays, the latest first.</param>
/// <param name="Others">The units below that have briefs of their own.</param>
public sealed record BriefsView(PageShell Shell, Unit Unit, IReadOnlyList<DateOnly> Weeks, IReadOnlyList<Unit> Others)
{
    /// <summary>The page of a week's brief.</summary>
    public string BriefLink(DateOnly week) => string.Create(
        CultureInfo.InvariantCulture, $"/briefs/{Unit.Code}/{week:yyyy-MM-dd}?year={Shell.SelectedYear!.Year}");

    /// <summary>This page of another unit.</summary>
    public string UnitLink(Unit unit) =>
        string.Create(CultureInfo.InvariantCulture, $"/briefs?unit={unit.Code}&year={Shell.SelectedYear!.Year}");
}

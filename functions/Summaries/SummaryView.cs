using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Pages;
using YouthFunctions.Summaries.Charts;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries;

/// <summary>What the page of a unit shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Summary">How the unit's year stands.</param>
public sealed record SummaryView(PageShell Shell, Summary Summary)
{
    // A table a little longer than that is shown whole: a link to three more rows is worth less than the rows.
    private const int RowsAtFirst = 16;
    private const int RowsBeyond = 3;

    /// <summary>The indicators that need attention, the most urgent first.</summary>
    public IReadOnlyList<IndicatorStanding> Urgent { get; } =
        [.. Summary.Indicators.Where(standing => standing.Forecast.Status.NeedsAttention())];

    /// <summary>The outlines of the units below; null where there is no map.</summary>
    public ProvinceOutlines? Outlines { get; } =
        Summary.Unit.Code.Level == UnitLevel.Top ? ProvinceOutlines.Of(Summary.TreeFrom) : null;

    /// <summary>The other indicators.</summary>
    public IReadOnlyList<IndicatorStanding> Others { get; } =
        [.. Summary.Indicators.Where(standing => !standing.Forecast.Status.NeedsAttention())];

    /// <summary>The other indicators in a few words: <c>16 targets on track, 2 achieved</c>.</summary>
    public string OthersInShort => string.Join(", ", Others.GroupBy(standing => Shell.Localizer.FormatStatus(standing.Forecast))
        .Select(group => Shell.Localizer.Localize(
            $"{group.Count()} chỉ tiêu {group.Key.ToLower(Shell.Localizer.Culture)}",
            $"{group.Count()} {(group.Count() == 1 ? "target" : "targets")} {group.Key.ToLower(Shell.Localizer.Culture)}")));

    /// <summary>The statuses whose numbers of indicators are shown: the usual ones always, the two others where there are any.</summary>
    public IEnumerable<TargetStatus> CountedStatuses =>
    [
        TargetStatus.Lagging, TargetStatus.AtRisk, TargetStatus.NoData, TargetStatus.OnTrack, TargetStatus.Achieved,
        .. new[] { TargetStatus.AwaitsConfirmation, TargetStatus.Missed }.Where(status => Summary.Count(status) > 0),
    ];

    /// <summary>The units below, in the order asked for.</summary>
    public IReadOnlyList<ChildStanding> OrderedChildren { get; } =
        [.. ChildSortOrder.Apply(Summary.Children, ChildSortOrder.Parse(Shell.Query("sort")))];

    /// <summary>Whether a screen shows only the first of many units below; paper, and <c>?all=1</c>, show all.</summary>
    public bool HasLater => Shell.Query("all") != "1" && Summary.Children.Count > RowsAtFirst + RowsBeyond;

    /// <summary>Whether a unit below is among those that a screen does not show at first.</summary>
    public bool IsLater(int index) => HasLater && index >= RowsAtFirst;

    /// <summary>What the gaps of all units below are counted in, so that a column has one measure: thousands, millions or ones.</summary>
    public (double Divisor, string Name) GapScale => Summary.Focus.Kind == IndicatorKind.Ratio
        ? (1, "")
        : Shell.Localizer.Scale(Summary.Children.Max(child => child.Gap) ?? 0);

    /// <summary>A gap in the measure of its column.</summary>
    public string FormatGap(double gap, double divisor) => divisor > 1
        ? Shell.Localizer.FormatScaled(gap / divisor)
        : Shell.Localizer.FormatNumber(Summary.Focus, gap);

    /// <summary>What changed in the week before the forecast, in the groups in which it is read.</summary>
    public IEnumerable<IGrouping<ChangeGroup, ChangeStanding>> Changes =>
        Summary.Changes.GroupBy(change => change.Group).OrderBy(group => group.Key);

    /// <summary>What is shown of one indicator.</summary>
    public StandingView With(IndicatorStanding standing) => new(Shell, Summary, standing);
}

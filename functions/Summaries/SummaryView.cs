using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Pages;
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

    /// <summary>The other indicators.</summary>
    public IReadOnlyList<IndicatorStanding> Others { get; } =
        [.. Summary.Indicators.Where(standing => !standing.Forecast.Status.NeedsAttention())];

    /// <summary>The statuses whose numbers of indicators are shown: the usual ones always, the two others where there are any.</summary>
    public IEnumerable<TargetStatus> CountedStatuses =>
    [
        TargetStatus.Lagging, TargetStatus.AtRisk, TargetStatus.NoData, TargetStatus.OnTrack, TargetStatus.Achieved,
        .. new[] { TargetStatus.AwaitsConfirmation, TargetStatus.Missed }.Where(status => Summary.Count(status) > 0),
    ];

    /// <summary>The units below that are shown, in the order asked for: the first of many, or with <c>?all=1</c> all.</summary>
    public IReadOnlyList<ChildStanding> ShownChildren
    {
        get
        {
            var ordered = ChildSortOrder.Apply(Summary.Children, ChildSortOrder.Parse(Shell.Query("sort")));
            return Shell.Query("all") == "1" || Summary.Children.Count <= RowsAtFirst + RowsBeyond
                ? [.. ordered]
                : [.. ordered.Take(RowsAtFirst)];
        }
    }

    /// <summary>What is shown of one indicator.</summary>
    public StandingView With(IndicatorStanding standing) => new(Shell, Summary, standing);
}

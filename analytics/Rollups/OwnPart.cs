using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>What a unit's own reports of a year come to, before anything below it is added.</summary>
public static class OwnPart
{
    /// <summary>Turns the current reports of one unit and year into cells.</summary>
    /// <param name="rules">The indicators of the year's plan.</param>
    /// <param name="isExpected">Whether the plan expects this unit to report.</param>
    /// <param name="reports">At most one a month, in any order.</param>
    /// <remarks>
    /// A year-to-date figure after silent months brings the whole difference in its own month, and says how many months
    /// it stands for (<see cref="RollupCell.SilentMonthsCaughtUp"/>). A year-to-date figure
    /// below what is already known (intake refuses one, but a later correction of an earlier month can make one) brings
    /// nothing, so that the months always add up to the year to date.
    /// </remarks>
    public static Rollup FromReports(IEnumerable<IndicatorRule> rules, bool isExpected, IEnumerable<MonthReport> reports) =>
        FromReports(rules, isExpected, reports, Rollup.Empty, from: 1);

    /// <summary>The same for a unit that came to be within the year and takes over what others did before.</summary>
    /// <param name="rules">The indicators of the year's plan.</param>
    /// <param name="isExpected">Whether the plan expects this unit to report.</param>
    /// <param name="reports">At most one a month, none before <paramref name="from"/>.</param>
    /// <param name="carried">What the unit takes over of the months before; its year-to-date figures go on from there.</param>
    /// <param name="from">Its first month, 1 to 12.</param>
    public static Rollup FromReports(
        IEnumerable<IndicatorRule> rules, bool isExpected, IEnumerable<MonthReport> reports, Rollup carried, int from)
    {
        var byMonth = new MonthReport?[12];
        foreach (var report in reports)
            byMonth[report.Month - 1] = report;
        return Rollup.FromCells(rules
            .Select(rule => KeyValuePair.Create(rule.Code, Cells(rule, isExpected, byMonth, carried.Months(rule.Code)[..(from - 1)])))
            .Where(pair => pair.Value.Any(cell => cell != RollupCell.Empty)));
    }

    private static RollupCell[] Cells(IndicatorRule rule, bool isExpected, MonthReport?[] byMonth, ReadOnlySpan<RollupCell> carried)
    {
        var cells = new RollupCell[12];
        carried.CopyTo(cells);
        var yearToDate = carried.IsEmpty ? Measure.Unknown : carried[^1].YearToDate;
        var doubtedToDate = carried.IsEmpty ? Measure.Unknown : carried[^1].DoubtedToDate;
        var silent = 0;
        for (var month = carried.Length; month < 12; month++)
        {
            var amount = Measure.Unknown;
            var doubted = Measure.Unknown;
            var caughtUp = 0;
            var report = byMonth[month];
            var isReported = report is not null && report.Values.ContainsKey(rule.Code);
            if (isReported)
            {
                var value = report!.Values[rule.Code];
                // A level counts from nothing, whichever way it was stated.
                var isRunning = value.IsYearToDate && rule.OverTime == OverTime.Sum;
                (caughtUp, silent) = (isRunning ? silent : 0, 0);
                amount = isRunning
                    ? Measure.Amount(Math.Max(0, value.Measure.Numerator - yearToDate.Numerator))
                    : value.Measure;
                yearToDate = rule.OverTime == OverTime.Sum ? yearToDate + amount : amount;
                doubted = value.IsDoubted ? amount : Measure.Unknown;
                doubtedToDate = rule.OverTime == OverTime.Sum ? doubtedToDate + doubted : doubted;
            }
            else
            {
                silent++;
            }

            cells[month] = new RollupCell(
                amount, yearToDate, isExpected ? 1 : 0, isReported ? 1 : 0, isReported && report!.OnTime ? 1 : 0)
            {
                SilentMonthsCaughtUp = caughtUp,
                Doubted = doubted,
                DoubtedToDate = doubtedToDate,
                DoubtedValues = doubted.IsKnown ? 1 : 0,
            };
        }

        return cells;
    }
}

using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

/// <summary>Own parts, totals, divisions and paces on figures small enough to be worked out by hand.</summary>
public sealed class CellTests
{
    private static readonly IndicatorCode Members = IndicatorCode.Parse("members");
    private static readonly IndicatorRule Sums = new(Trees, IndicatorKind.Flow, OverTime.Sum, OverUnits.Sum);
    private static readonly IndicatorRule Level = new(Members, IndicatorKind.Flow, OverTime.Latest, OverUnits.ParentReplaces);
    private static readonly IndicatorRule Replacing = new(Loans, IndicatorKind.Flow, OverTime.Sum, OverUnits.ParentReplaces);

    [Fact]
    public void A_year_to_date_figure_brings_the_difference_and_names_the_silent_months()
    {
        var own = OwnPart.FromReports(
            [Sums], true,
            [
                MonthWith(1, Trees, Flow(10)), MonthWith(4, Trees, ToDate(70)), MonthWith(5, Trees, ToDate(60)),
                MonthWith(7, Trees, Flow(5)), MonthWith(9, Trees, ToDate(90)),
            ]);
        Assert.Equal(
            ["10/10/0", "?/10/0", "?/10/0", "60/70/2", "0/70/0", "?/70/0", "5/75/0", "?/75/0", "15/90/1"],
            own.Months(Trees)[..9].ToArray().Select(cell => $"{cell.Amount}/{cell.YearToDate}/{cell.SilentMonthsCaughtUp}"));
    }

    [Fact]
    public void What_is_expected_reported_and_on_time_is_counted()
    {
        var late = new MonthReport(3, false, new Dictionary<IndicatorCode, ReportedValue> { [Trees] = Flow(1) });
        var cell = OwnPart.FromReports([Sums], true, [late])[Trees, 3];
        Assert.Equal((1, 1, 0), (cell.Expected, cell.Reported, cell.OnTime));
        cell = OwnPart.FromReports([Sums], false, [MonthWith(3, Trees, Flow(1))])[Trees, 3];
        Assert.Equal((0, 1, 1), (cell.Expected, cell.Reported, cell.OnTime));
        cell = OwnPart.FromReports([Sums], true, [])[Trees, 3];
        Assert.Equal((1, 0, 0), (cell.Expected, cell.Reported, cell.OnTime));
        Assert.Empty(OwnPart.FromReports([Sums], false, []).Indicators); // nothing expected and nothing said: nothing kept
        Assert.Equal(Measure.Amount(1), OwnPart.FromReports([Sums], false, [MonthWith(3, Trees, Flow(1))])[Trees, 12].YearToDate);
    }

    [Fact]
    public void A_doubted_flow_adds_up_and_a_doubted_level_stands_until_the_next_one()
    {
        var own = OwnPart.FromReports(
            [Sums, Level], true,
            [
                MonthWith(1, Trees, Flow(10) with { IsDoubted = true }), MonthWith(2, Trees, Flow(5)),
                MonthWith(3, Trees, Flow(2) with { IsDoubted = true }),
            ]);
        Assert.Equal(["10", "10", "12"], own.Months(Trees)[..3].ToArray().Select(cell => cell.DoubtedToDate.ToString()));
        Assert.Equal(["10", "?", "2"], own.Months(Trees)[..3].ToArray().Select(cell => cell.Doubted.ToString()));
        Assert.Equal([1, 0, 1], own.Months(Trees)[..3].ToArray().Select(cell => cell.DoubtedValues));
        Assert.Equal(("5", "5"), (own[Trees, 2].SureAmount.ToString(), own[Trees, 3].SureToDate.ToString()));

        var level = OwnPart.FromReports(
            [Level], true, [MonthWith(1, Members, Flow(10) with { IsDoubted = true }), MonthWith(3, Members, Flow(5)),
                MonthWith(4, Members, ToDate(7))]);
        Assert.Equal(["10", "10", "?", "?"], level.Months(Members)[..4].ToArray().Select(cell => cell.DoubtedToDate.ToString()));
        Assert.Equal(["10", "10", "5", "7"], level.Months(Members)[..4].ToArray().Select(cell => cell.YearToDate.ToString()));
        Assert.Equal(0, level[Members, 4].SilentMonthsCaughtUp);
    }

    [Fact]
    public void What_was_carried_over_stands_and_the_year_to_date_goes_on_from_it()
    {
        var carried = OwnPart.FromReports(
            [Sums], true, [MonthWith(1, Trees, Flow(3)), MonthWith(2, Trees, Flow(4) with { IsDoubted = true })]);
        var own = OwnPart.FromReports([Sums], true, [MonthWith(5, Trees, ToDate(20))], carried, from: 3);
        Assert.Equal(
            ["3/3", "4/7", "?/7", "?/7", "13/20"],
            own.Months(Trees)[..5].ToArray().Select(cell => $"{cell.Amount}/{cell.YearToDate}"));
        Assert.Equal(("4", 2), (own[Trees, 12].DoubtedToDate.ToString(), own[Trees, 5].SilentMonthsCaughtUp));
    }

    [Fact]
    public void Silent_units_are_expected_and_nothing_else()
    {
        var silent = Totals.Silent([Sums], before: 2, expected: 3, from: 4);
        Assert.Equal([2, 2, 2, 3, 3], silent.Months(Trees)[..5].ToArray().Select(cell => cell.Expected));
        Assert.Equal([0, 0, 0, 3], Totals.Silent([Sums], 0, 3, 4).Months(Trees)[..4].ToArray().Select(cell => cell.Expected));
        Assert.Equal([2, 2, 2, 0], Totals.Silent([Sums], 2, 0, 4).Months(Trees)[..4].ToArray().Select(cell => cell.Expected));
        Assert.All(Totals.Silent([Sums], 3).Months(Trees).ToArray(), cell => Assert.Equal(RollupCell.Empty with { Expected = 3 }, cell));
        Assert.Empty(Totals.Silent([Sums], 0).Indicators);
    }

    [Fact]
    public void A_parents_amount_replaces_its_childrens_in_its_own_months_from_the_first_month_on()
    {
        var own = OwnPart.FromReports([Replacing], true, [MonthWith(3, Loans, Flow(10))]);
        var below = OwnPart.FromReports(
            [Replacing], true, [MonthWith(2, Loans, Flow(7)), MonthWith(3, Loans, Flow(999)), MonthWith(5, Loans, Flow(1))]);
        Assert.Equal(
            ["?/?", "7/7", "10/17", "?/17", "1/18"],
            Totals.Sum([Replacing], own, [below]).Months(Loans)[..5].ToArray().Select(cell => $"{cell.Amount}/{cell.YearToDate}"));
        Assert.Equal(
            ["?/?", "7/7", "1009/1016", "?/1016", "1/1017"],
            Totals.Sum([Replacing], own, [below], from: 4).Months(Loans)[..5].ToArray()
                .Select(cell => $"{cell.Amount}/{cell.YearToDate}"));
        Assert.Equal(2, Totals.Sum([Replacing], own, [below])[Loans, 3].Reported); // units are counted all the same
        // Another indicator of the same unit adds up.
        var (ownTrees, treesBelow) = (Both(own, 1, 5), Both(below, 1, 6));
        Assert.Equal(Measure.Amount(11), Totals.Sum([Replacing, Sums], ownTrees, [treesBelow])[Trees, 1].Amount);
        Assert.Equal(Measure.Amount(10), Totals.Sum([Replacing, Sums], ownTrees, [treesBelow])[Loans, 3].Amount);
    }

    [Fact]
    public void A_level_that_a_parent_stated_stands_until_it_states_another_one()
    {
        var below = OwnPart.FromReports([Level], true, [MonthWith(1, Members, Flow(20)), MonthWith(4, Members, Flow(30))]);
        var own = OwnPart.FromReports(
            [Level], true, [MonthWith(3, Members, Flow(50)), MonthWith(6, Members, Flow(60) with { IsDoubted = true })]);
        var total = Totals.Sum([Level], own, [below]);
        Assert.Equal(
            ["20/20", "?/20", "50/50", "30/50", "?/50", "60/60", "?/60"],
            total.Months(Members)[..7].ToArray().Select(cell => $"{cell.Amount}/{cell.YearToDate}"));
        Assert.Equal(("60", "?"), (total[Members, 7].DoubtedToDate.ToString(), total[Members, 5].DoubtedToDate.ToString()));
        // What it took over from others, and did not state, adds up.
        var carried = OwnPart.FromReports([Level], true, [], OwnPart.FromReports([Level], true, [MonthWith(2, Members, Flow(5))]), from: 4);
        Assert.Equal(
            ["20/20", "5/25", "?/25", "30/35"],
            Totals.Sum([Level], carried, [below], from: 4).Months(Members)[..4].ToArray()
                .Select(cell => $"{cell.Amount}/{cell.YearToDate}"));

        Assert.Equal(
            ["20/20", "?/20", "?/?", "30/?", "?/?"],
            Replaced.Without([Level], below, [own]).Months(Members)[..5].ToArray().Select(cell => $"{cell.Amount}/{cell.YearToDate}"));
        Assert.Equal(
            ["20/20", "?/20", "?/20", "30/30", "?/30", "?/?"],
            Replaced.Without([Level], below, [own], from: 6).Months(Members)[..6].ToArray()
                .Select(cell => $"{cell.Amount}/{cell.YearToDate}"));
        Assert.Same(below, Replaced.Without([Level], below, [OwnPart.FromReports([Sums], true, [MonthWith(1, Trees, Flow(1))])]));
    }

    [Fact]
    public void Heirs_are_paid_what_they_are_owed_and_the_first_of_the_largest_stands_for_the_unit()
    {
        var own = OwnPart.FromReports(
            [Sums], true, [MonthWith(1, Trees, Flow(1) with { IsDoubted = true }), MonthWith(2, Trees, Flow(1)),
                MonthWith(4, Trees, ToDate(3))]);
        var parts = Apportionment.Divide([Sums], own, [1, 1]);
        Assert.Equal(["1/1", "0/1", "?/1", "1/2"], Texts(parts[0], Trees));
        Assert.Equal(["0/0", "1/1", "?/1", "0/1"], Texts(parts[1], Trees));
        Assert.Equal(("1", "0"), (parts[0][Trees, 12].DoubtedToDate.ToString(), parts[1][Trees, 12].DoubtedToDate.ToString()));
        Assert.Equal((1, 1), (parts[0][Trees, 4].SilentMonthsCaughtUp, parts[1][Trees, 4].SilentMonthsCaughtUp));

        var three = Apportionment.Divide([Sums], own, [1, 3, 3]);
        Assert.Equal([0, 1, 0], three.Select(part => part[Trees, 1].Expected));
        Assert.Equal([0, 1, 0], three.Select(part => part[Trees, 1].Reported));
        Assert.Equal([0, 1, 0], three.Select(part => part[Trees, 1].OnTime));
        Assert.Equal([0, 1, 0], three.Select(part => part[Trees, 1].DoubtedValues));
        Assert.Same(own, Assert.Single(Apportionment.Divide([Sums], own, [7])));
        Assert.Throws<ArgumentException>(() => Apportionment.Divide([Level], own, [1, 1]));
    }

    [Fact]
    public void Levels_are_divided_anew_each_month_and_whole_numbers_stay_whole()
    {
        var own = OwnPart.FromReports(
            [Level], true, [MonthWith(1, Members, Flow(3.0m) with { IsDoubted = true }), MonthWith(2, Members, Flow(3)),
                MonthWith(4, Members, Flow(1.50m))]);
        var parts = Apportionment.Divide([Level], own, [1, 1]);
        Assert.Equal(["2/2", "2/2", "?/2", "0.8/0.8"], Texts(parts[0], Members));
        Assert.Equal(["1/1", "1/1", "?/1", "0.7/0.7"], Texts(parts[1], Members));
        Assert.Equal([Measure.Amount(2), Measure.Unknown], parts[0].Months(Members)[..2].ToArray().Select(cell => cell.DoubtedToDate));
    }

    [Fact]
    public void A_year_has_twelve_cells_and_is_the_same_as_none_only_without_any()
    {
        Assert.Throws<ArgumentException>(() => Rollup.FromCells([KeyValuePair.Create(Trees, new RollupCell[11])]));
        var own = OwnPart.FromReports([Sums], true, []);
        Assert.False(own.HasSameCells(Rollup.Empty));
        Assert.False(Rollup.Empty.HasSameCells(own));
        Assert.True(Rollup.FromCells([KeyValuePair.Create(Trees, new RollupCell[12])]).HasSameCells(Rollup.Empty));
        RollupCell left = new(Measure.Amount(1), Measure.Amount(2), 1, 1, 1)
        {
            SilentMonthsCaughtUp = 2,
            Doubted = Measure.Amount(1),
            DoubtedToDate = Measure.Amount(2),
            DoubtedValues = 3,
        };
        var right = left with { SilentMonthsCaughtUp = 5, DoubtedValues = 1 };
        Assert.Equal((5, 4, "2", "4"), (
            (left + right).SilentMonthsCaughtUp, (left + right).DoubtedValues, (left + right).Doubted.ToString(),
            (left + right).DoubtedToDate.ToString()));
        Assert.Equal(RollupCell.Empty with { Expected = 1 }, new RollupCell(default, default, 1, 0, 0));
    }

    [Fact]
    public void A_usual_pace_is_the_share_of_all_years_together()
    {
        var last = OwnPart.FromReports([Sums], true, [MonthWith(1, Trees, Flow(10)), MonthWith(2, Trees, Flow(30))]);
        var older = OwnPart.FromReports([Sums], true, [MonthWith(1, Trees, Flow(50)), MonthWith(12, Trees, Flow(10))]);
        var zero = OwnPart.FromReports([Sums], true, [MonthWith(12, Trees, Flow(0))]);
        var pace = Pace.FromYears(Trees, [last, null, older, zero]);
        Assert.Equal([0.6m, 0.9m, 0.9m], pace.CumulativeShare.Take(3)); // 60 and 90 of 100
        Assert.Equal(1m, pace.CumulativeShare[11]);
        Assert.Equal((Measure.Amount(30), Measure.Amount(40)), pace.LastYear[1]);
        Assert.Equal((Measure.Unknown, Measure.Amount(40)), pace.LastYear[2]);
        Assert.All(Pace.FromYears(Trees, [null, zero]).CumulativeShare, share => Assert.Null(share));
        Assert.All(Pace.FromYears(Trees, []).LastYear, month => Assert.Equal((Measure.Unknown, Measure.Unknown), month));
    }

    [Fact]
    public void Equal_values_share_a_place_and_the_next_one_is_left_out()
    {
        Assert.Equal([4, 2, null, 2, 1], Ranks.Compute([1, 5, null, 5, 9], higherIsBetter: true));
        Assert.Equal([1, 2, null, 2, 4], Ranks.Compute([1, 5, null, 5, 9], higherIsBetter: false));
    }

    private static Rollup Both(Rollup loans, int month, decimal trees) =>
        Rollup.Sum([loans, OwnPart.FromReports([Sums], true, [MonthWith(month, Trees, Flow(trees))])]);

    private static IEnumerable<string> Texts(Rollup part, IndicatorCode indicator) =>
        part.Months(indicator)[..4].ToArray().Select(cell => $"{cell.Amount}/{cell.YearToDate}");
}

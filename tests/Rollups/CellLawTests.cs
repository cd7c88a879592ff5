using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

/// <summary>The laws of cells: what is doubted of a sum adds up like the sum itself, through trees and divisions.</summary>
public sealed class CellLawTests
{
    private static readonly Gen<MonthReport[]> Reports = Gen.Select(
            Gen.Int[1, 12], Gen.Int[0, 9999], Gen.Int[0, 9], Gen.Bool, Gen.Int[0, 2]).Array[0, 12]
        .Select(all =>
            all.DistinctBy(item => item.Item1).Select(item => new MonthReport(item.Item1, true, new Dictionary<IndicatorCode, ReportedValue>
            {
                [Trees] = (item.Item5 == 0 ? ToDate(item.Item2) : Flow(item.Item2 / 100m)) with { IsDoubted = item.Item4 },
                [Online] = Ratio(item.Item3, item.Item3 + item.Item1) with { IsDoubted = item.Item5 == 1 },
                [Loans] = Flow(item.Item2) with { IsDoubted = item.Item5 == 2 },
            })).ToArray());

    /// <summary>Own parts of every kind of indicator.</summary>
    internal static readonly Gen<Rollup> Owns = Reports.Select(reports => OwnPart.FromReports(RollupTestData.Plan.Rules, true, reports));

    [Fact]
    public void Cells_are_a_commutative_monoid_with_what_is_doubted() => Gen.Select(Owns, Owns, Owns).Sample((a, b, c) =>
        Rollup.Sum([a, b, c]).HasSameCells(Rollup.Sum([c, Rollup.Sum([b, a])])) && Rollup.Sum([a, Rollup.Empty]).HasSameCells(a),
        iter: 200);

    [Fact]
    public void A_division_gives_nobody_more_doubted_than_he_has_and_loses_nothing() =>
        Gen.Select(Reports, Gen.Int[1, 9].Array[1, 4]).Sample((reports, weights) =>
        {
            var own = Rollup.Sum([OwnPart.FromReports(RollupTestData.Plan.Rules, true, reports),
                OwnPart.FromReports(RollupTestData.Plan.Rules, true, reports.Take(3))]);
            var parts = Apportionment.Divide(RollupTestData.Plan.Rules, own, [.. weights.Select(weight => (decimal)weight)]);
            Assert.True(Rollup.Sum(parts).HasSameCells(own));
            foreach (var cell in parts.SelectMany(part => part.Indicators.SelectMany(indicator => part.Months(indicator).ToArray())))
            {
                Assert.True(
                    cell.Doubted.Numerator <= cell.Amount.Numerator && (cell.Doubted.Denominator ?? 0) <= (cell.Amount.Denominator ?? 0));
                Assert.True(cell.DoubtedToDate.Numerator <= cell.YearToDate.Numerator);
                _ = (cell.SureAmount, cell.SureToDate); // what is left is a measure
            }
        }, iter: 300);

    [Fact]
    public void The_doubted_year_to_date_is_what_the_doubted_months_brought_or_where_a_doubted_level_stands() => Reports.Sample(reports =>
    {
        var own = OwnPart.FromReports(RollupTestData.Plan.Rules, true, reports);
        for (var month = 1; month <= 12; month++)
        {
            Assert.Equal(
                own.Months(Trees)[..month].ToArray().Aggregate(Measure.Unknown, (sum, cell) => sum + cell.Doubted),
                own[Trees, month].DoubtedToDate);
            Assert.True(!own[Online, month].DoubtedToDate.IsKnown || own[Online, month].DoubtedToDate == own[Online, month].YearToDate);
        }
    }, iter: 200);

    [Fact]
    public void Where_a_parents_figure_replaces_its_childrens_so_does_its_doubt()
    {
        var own = OwnPart.FromReports(RollupTestData.Plan.Rules, true, [MonthWith(3, Loans, Flow(10) with { IsDoubted = true })]);
        var below = OwnPart.FromReports(
            RollupTestData.Plan.Rules, true,
            [MonthWith(2, Loans, Flow(7) with { IsDoubted = true }), MonthWith(3, Loans, Flow(999) with { IsDoubted = true })]);
        var total = Totals.Sum(RollupTestData.Plan.Rules, own, [below]);
        Assert.Equal(
            (Measure.Amount(17), Measure.Amount(17), 1),
            (total[Loans, 3].YearToDate, total[Loans, 3].DoubtedToDate, total[Loans, 3].DoubtedValues));
        Assert.Equal(Measure.Amount(7), Replaced.Without(RollupTestData.Plan.Rules, below, [own])[Loans, 12].DoubtedToDate);
    }
}

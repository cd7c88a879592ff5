using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Rollups;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Units;

/// <summary>On random reports and random reorganisations (merges, weighted splits, moves, one after the other).</summary>
public sealed class OtherTreeLawTests
{
    private static readonly UnitTree Before = RollupTestData.Tree(3, 2, 3);
    private static readonly UnitCode[] Codes = [.. Before.TopDown.Select(unit => unit.Code)];

    private static readonly Gen<(UnitCode Unit, int Month, decimal Amount, int Part)[]> Reports = Gen.Select(
        Gen.Int[0, Codes.Length - 1].Select(i => Codes[i]), Gen.Int[1, 12], Gen.Int[0, 9999].Select(i => i / 100m), Gen.Int[0, 7]).Array[0,
            40];

    private static readonly Gen<Reorganisation> Changes = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 99], Gen.Int[1, 9]).Array[0, 8]
        .Select(steps => steps.Select((step, i) => (step.Item1, step.Item2, step.Item3, i)).Aggregate(
            Reorganisation.Create(Before, new Month(2025, 7), []),
            (sum,
                step) => sum.Then(Reorganisation.Create(
                    sum.After, new Month(2025, 8).Plus(step.i), [Next(sum.After, step.Item1, step.Item2, step.Item3, step.i)]))));

    [Fact]
    public void Totals_are_the_same_on_both_trees_for_every_indicator_and_month() =>
        Gen.Select(Reports, Changes).Sample((reports, change) =>
        {
            var (owns, totals) = Sum(reports);
            var view = Read(owns, change.Succession, change.After);
            AssertSame(totals[UnitCode.Country], view[UnitCode.Country].Total);
            foreach (var (_, own) in view.Values.Select(row => (row.Total, row.Own)))
                foreach (var month in Enumerable.Range(1, 12))
                    Assert.True(own[Trees, month].YearToDate.Numerator >= own[Trees, Math.Max(1, month - 1)].YearToDate.Numerator);
        }, iter: 300);

    [Fact]
    public void A_merge_that_is_undone_leaves_every_figure_as_it_was() => Reports.Sample(reports =>
    {
        var (owns, totals) = Sum(reports);
        var merge = Reorganisation.Create(
            Before, new Month(2025, 7), [new Merge([Codes[1], Codes[^9]], new Unit(Code("77"), "Tỉnh Gộp", UnitCode.Country))]);
        Assert.NotEmpty(Read(owns, merge.Succession, merge.After));
        var back = Read(owns, Succession.Unchanged(merge.Before), merge.Before);
        foreach (var (unit, total) in totals)
            AssertSame(total, back.TryGetValue(unit, out var row) ? row.Total : Rollup.Empty, [Trees, Online]);
        AssertSame(totals[UnitCode.Country], back[UnitCode.Country].Total);
    }, iter: 100);

    [Fact]
    public void A_split_leaves_no_heir_out()
    {
        var own = OwnPart.FromReports(RollupTestData.Plan.Rules, false, [.. Enumerable.Range(1, 12).Select(month =>
            new MonthReport(month, true, new Dictionary<IndicatorCode, ReportedValue> { [Trees] = Flow(1), [Online] = Ratio(5, 11) }))]);
        var parts = Apportionment.Divide(RollupTestData.Plan.Rules, own, [1, 1, 2]);
        Assert.Equal([3, 3, 6], parts.Select(part => part[Trees, 12].YearToDate.Numerator));
        AssertEach.All(
            parts, part => AssertEach.All(Enumerable.Range(1, 12), month => Assert.Equal(0, part[Trees, month].Amount.Numerator.Scale)));
        Assert.Equal([Measure.Ratio(1, 3), Measure.Ratio(1, 2), Measure.Ratio(3, 6)], parts.Select(part => part[Online, 12].YearToDate));
        Assert.True(Rollup.Sum(parts).HasSameCells(own));
    }

    private static (Dictionary<UnitCode, Rollup> Owns, Dictionary<UnitCode, Rollup> Totals) Sum(
        (UnitCode Unit, int Month, decimal Amount, int Part)[] reports)
    {
        var owns = reports.GroupBy(report => report.Unit).ToDictionary(unit => unit.Key, unit => OwnPart.FromReports(
            RollupTestData.Plan.Rules, RollupTestData.Plan.Expects(unit.Key.Level),
            unit.Select(report => new MonthReport(report.Month, true, new Dictionary<IndicatorCode, ReportedValue>
            {
                [Trees] = Flow(report.Amount),
                [Online] = Ratio(report.Part, report.Part + report.Month),
                [Loans] = Flow(report.Amount),
            }))));
        var totals = new Dictionary<UnitCode, Rollup>();
        foreach (var unit in Before.TopDown.Reverse())
            totals[unit.Code] = Totals.Sum(
                RollupTestData.Plan.Rules, owns.GetValueOrDefault(unit.Code, Rollup.Empty),
                [.. Before.Children(unit.Code).Select(child => totals[child.Code])]);
        return (owns, totals);
    }

    private static IReadOnlyDictionary<UnitCode, (Rollup Own, Rollup Total)> Read(
        Dictionary<UnitCode, Rollup> owns, Succession succession, UnitTree to)
    {
        var other = new OtherTree(RollupTestData.Plan.Rules, succession, to);
        other.Add(UnitCode.Country, Rollup.Empty, []);
        foreach (var (unit, own) in owns)
            other.Add(unit, own, [.. Before.PathToRoot(unit).Skip(1).Select(above => owns.GetValueOrDefault(above.Code, Rollup.Empty))]);
        return other.Read();
    }

    // Below a unit whose figure of the loans replaced its children's, theirs do not come along.
    private static void AssertSame(Rollup expected, Rollup actual, params IndicatorCode[] indicators)
    {
        foreach (var indicator in indicators.Length == 0 ? [Trees, Online, Loans] : indicators)
            for (var month = 1; month <= 12; month++)
                Assert.Equal(expected[indicator, month], actual[indicator, month]);
    }

    // One change that the tree allows: it merges two siblings, divides a commune, moves one, or renames one.
    private static UnitChange Next(UnitTree tree, int kind, int pick, int weight, int step)
    {
        var communes = tree.TopDown.Where(unit => unit.Level == UnitLevel.Commune).ToArray();
        var item = communes[pick % communes.Length];
        var other = communes[(pick + weight) % communes.Length];
        Unit Made(int number) =>
            new(Code(System.Globalization.CultureInfo.InvariantCulture, $"9{step:0}{number:000}"), "Xã Mới", item.Parent);
        return kind switch
        {
            0 when item != other => new Merge([item.Code, other.Code], Made(1)),
            1 => new Split(item.Code, [(Made(1), weight), (Made(2), 3), (Made(3), 1)]),
            2 => new Move(item.Code, other.Parent!.Value),
            _ => new Rename(item.Code, "Xã Đổi Tên"),
        };
    }

    private static UnitCode Code(IFormatProvider culture, FormattableString text) => UnitCode.Parse(text.ToString(culture));

    private static UnitCode Code(string text) => UnitCode.Parse(text);
}

using CsCheck;
using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

/// <summary>A unit's year is its own part and the years of its children: what the timer, the check, exports, confirmed sums and loaded
/// history all stand on, held against plain sums over the sub-tree.</summary>
public sealed class UnitYearSumTests
{
    private static readonly Gen<(YearBasis Basis, Dictionary<UnitCode, Report[]> Reports)> Sample =
        from sizes in Gen.Select(Gen.Int[1, 3], Gen.Int[0, 2], Gen.Int[0, 3])
        let tree = Tree(sizes.Item1, sizes.Item2, sizes.Item3)
        let units = tree.TopDown.Select(unit => unit.Code).ToArray()
        from sent in Gen.Select(Gen.Int[0, units.Length - 1], Gen.Int[1, 12], Gen.Int[0, 4], Gen.Int[0, 1_000_000]).Array[0, 20]
        select (new YearBasis(RollupTestData.Plan, tree), sent.DistinctBy(item => (item.Item1, item.Item2))
            .Select(item => CreateReport(units[item.Item1], item.Item2, item.Item3, item.Item4))
            .GroupBy(report => report.Unit).ToDictionary(unit => unit.Key, unit => unit.ToArray()));

    [Fact]
    public void A_total_is_what_all_own_parts_of_the_sub_tree_come_to() => Sample.Sample(sample =>
    {
        var (basis, own) = (sample.Basis, OwnParts(sample.Basis, sample.Reports));
        var rows = SumAll(basis, own, _ => true);
        foreach (var unit in basis.Tree.TopDown)
        {
            var (row, below) = (rows[unit.Code], basis.Tree.SubTree(unit.Code).Select(lower => own[lower.Code]).ToArray());
            foreach (var indicator in new[] { Trees, Online })
                for (var month = 1; month <= 12; month++)
                {
                    var cells = below.Select(part => part.Rollup[indicator, month]).ToArray();
                    Assert.Equal(Add(cells.Select(cell => cell.Amount)), row.Total[indicator, month].Amount);
                    Assert.Equal(Add(cells.Select(cell => cell.YearToDate)), row.Total[indicator, month].YearToDate);
                    Assert.Equal(cells.Sum(cell => cell.Expected), row.Total[indicator, month].Expected);
                    Assert.Equal(cells.Sum(cell => cell.Reported), row.Total[indicator, month].Reported);
                }

            Assert.Same(own[unit.Code].Rollup, row.Own);
            Assert.Equal((own[unit.Code].IsSimulated, below.Any(part => part.IsSimulated)), (row.IsOwnSimulated, row.IsSimulated));
            Assert.Equal(
                (own[unit.Code].Awaited.Count, below.Sum(part => part.Awaited.Count)), (row.OwnAwaited.Count, row.Awaited.Count));
        }
    });

    [Fact]
    public void Units_of_which_nothing_was_ever_heard_need_no_row() => Sample.Sample(sample =>
    {
        var (basis, own) = (sample.Basis, OwnParts(sample.Basis, sample.Reports));
        var all = SumAll(basis, own, _ => true);
        var few = SumAll(basis, own, unit => basis.Tree.SubTree(unit).Any(lower => sample.Reports.ContainsKey(lower.Code)));
        foreach (var (unit, row) in few)
            Assert.True(row.Total.HasSameCells(all[unit].Total));
        foreach (var unit in all.Keys.Except(few.Keys))
            Assert.True(basis.Silent(unit).HasSameCells(all[unit].Total));
    });

    [Fact]
    public void An_export_sums_as_the_timer_does() => Sample.Sample(sample =>
    {
        var (basis, own) = (sample.Basis, OwnParts(sample.Basis, sample.Reports));
        var all = SumAll(basis, own, _ => true);
        var exported = new Dictionary<UnitCode, UnitYear>();
        foreach (var top in basis.Tree.Children(UnitCode.Country).Select(unit => unit.Code).Append(UnitCode.Country))
            YearSums.Add(
                basis, top, [.. sample.Reports.Values.SelectMany(reports => reports).Where(report => basis.TopOf(report.Unit) == top)],
                new Dictionary<UnitCode, OwnRollup>(), exported, Start);
        Assert.Equal(
            basis.Tree.TopDown.Where(unit => basis.Tree.SubTree(unit.Code).Any(lower => sample.Reports.ContainsKey(lower.Code)))
                .Select(unit => unit.Code).Order(),
            exported.Keys.Order());
        foreach (var (unit, row) in exported)
            Assert.True(row.Total.HasSameCells(all[unit].Total) && row.IsSimulated == all[unit].IsSimulated);
    });

    private static Dictionary<UnitCode, OwnRollup> OwnParts(YearBasis basis, Dictionary<UnitCode, Report[]> reports) =>
        basis.Tree.TopDown.ToDictionary(unit => unit.Code, unit => reports.TryGetValue(unit.Code, out var sent)
            ? OwnRollupReader.Build(basis, unit.Code, sent, null)
            : basis.SilentOwn(unit.Code));

    private static Dictionary<UnitCode, UnitYear> SumAll(
        YearBasis basis, Dictionary<UnitCode, OwnRollup> own, Func<UnitCode, bool> hasRow)
    {
        var rows = new Dictionary<UnitCode, UnitYear>();
        foreach (var unit in basis.Tree.TopDown.Reverse().Select(unit => unit.Code).Where(hasRow))
            rows[unit] = basis.Sum(unit, own[unit], rows, Start);
        return rows;
    }

    private static Measure Add(IEnumerable<Measure> measures) => measures.Aggregate(Measure.Unknown, (sum, measure) => sum + measure);

    // Kind 0 is withdrawn, 1 simulated, 2 doubted; the others count as they are.
    private static Report CreateReport(UnitCode unit, int month, int kind, int amount) => new(
        unit, new Month(RollupTestData.Plan.Year, month), 1,
        kind == 0 ? [] : new Dictionary<IndicatorCode, ReportedValue>
        {
            [Trees] = Flow(amount),
            [Online] = Ratio(amount, amount + month),
            [Loans] = Flow(amount + 1),
        },
        kind == 0, month % 2 == 1, kind == 1, Start, "tester", null, "", "", "")
    {
        Doubts = kind == 2 ? [new ValueDoubt(Trees, new Doubt(DoubtReason.Siblings, 1, 2))] : [],
    };
}

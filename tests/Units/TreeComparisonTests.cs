using CsCheck;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Tests.Rollups;
using YouthFunctions.Units;
using YouthFunctions.Values;

namespace YouthFunctions.Tests.Units;

/// <summary>Two trees held against each other: every unit of either has one fate, and the fates of both sides agree.</summary>
public sealed class TreeComparisonTests
{
    private static readonly UnitLevel District = new(2);
    private static readonly UnitLevel Commune = new(3);
    private static readonly UnitTree Before = RollupTestData.Tree(3, 2, 3);
    private static readonly UnitCode[] Codes = [.. Before.TopDown.Skip(1).Select(unit => unit.Code)];
    private static readonly UnitFate[] OfOne = [UnitFate.Unchanged, UnitFate.Renamed, UnitFate.Moved];

    // Any links at all, also between levels, and a later tree that lost and gained units.
    private static readonly Gen<(UnitTree After, Succession Given)> Changes = Gen.Select(
        Gen.Select(Gen.Int[0, Codes.Length - 1], Gen.Int[0, Codes.Length - 1]).Array[0, 25], Gen.Int[0, Codes.Length - 1].Array[0, 6],
        Gen.Bool).Select((links, renamed, isFlat) =>
        {
            var units = Before.TopDown.Where(unit => !isFlat || unit.Level != District).Select(unit =>
                unit with
                {
                    Name = renamed.Any(index => Codes[index] == unit.Code) ? unit.Name + " mới" : unit.Name,
                    Parent = isFlat && unit.Level == Commune ? Before.ProvinceOf(unit.Code) : unit.Parent,
                });
            var after = new UnitTree(new Month(2027, 1), units);
            return (after, new Succession(links.Where(link => after.TryGet(Codes[link.Item2], out _))
                .Select(link => (Codes[link.Item1], Codes[link.Item2], 1m)).Concat(Codes.Where((code, index) =>
                    index % 3 > 0 && after.TryGet(code, out _)).Select(code => (code, code, 1m)))));
        });

    [Fact]
    public void Every_unit_of_either_tree_has_one_fate_and_both_sides_agree() => Changes.Sample(change =>
    {
        var comparison = new TreeComparison(Before, change.After, change.Given);
        var old = Before.TopDown.ToLookup(unit => comparison.FateOf(unit.Code));
        var later = change.After.TopDown.ToLookup(unit => comparison.OriginOf(unit.Code));
        Assert.Equal(Before.Count, Enum.GetValues<UnitFate>().Sum(fate => old[fate].Count()));
        Assert.Equal(change.After.Count, Enum.GetValues<UnitFate>().Sum(fate => later[fate].Count()));
        foreach (var fate in OfOne) // who goes on as one stands on both sides
            Assert.Equal(
                old[fate].Select(unit => comparison.HeirsOf(unit.Code).Single().Code).Order(),
                later[fate].Select(unit => unit.Code).Order());
        Assert.Empty(old[UnitFate.New]);
        Assert.Empty(later[UnitFate.Gone]);
        Assert.Empty(later[UnitFate.Dissolved]);
        // Of some of these a single change may have none.
        Assert.All(old[UnitFate.Gone].Concat(old[UnitFate.Dissolved]), unit => Assert.Empty(comparison.HeirsOf(unit.Code)));
        Assert.All(later[UnitFate.New], unit => Assert.Empty(comparison.PredecessorsOf(unit.Code)));
        Assert.All(later[UnitFate.Merged], unit => Assert.True(comparison.PredecessorsOf(unit.Code).Count() > 1));
        Assert.All(old[UnitFate.Divided], unit => Assert.True(comparison.HeirsOf(unit.Code).Count() > 1));
        Assert.All(old[UnitFate.Merged], unit =>
            Assert.Equal(UnitFate.Merged, comparison.OriginOf(comparison.HeirsOf(unit.Code).Single().Code)));
        Assert.All(later[UnitFate.Divided], unit =>
            Assert.Equal(UnitFate.Divided, comparison.FateOf(comparison.PredecessorsOf(unit.Code).Single().Code)));
    }, iter: 500);

    [Fact]
    public async Task The_reorganisation_of_2025_abolished_the_districts_and_left_no_commune_without_an_heir()
    {
        var trees = UnitRegister.Shipped(OrganisationFolder.Shipped).Trees;
        using var text = File.OpenText(Path.Combine(OrganisationFolder.Shipped, "succession-2025-07-01.csv"));
        var file = await SuccessionFile.ReadAsync(text, trees[0], trees[1], default);
        var comparison = new TreeComparison(trees[0], trees[1], file.Given);
        // Five districts without communes, islands all, became communes themselves.
        Assert.Equal(
            ["31-318", "45-471", "48-498", "51-536", "77-755"],
            trees[0].TopDown.Where(unit => unit.Level == District && comparison.FateOf(unit.Code) != UnitFate.Dissolved)
                .Select(unit => $"{unit.Code}").Order(StringComparer.Ordinal));
        Assert.Equal(file.UnmappedOld.Count, trees[0].TopDown.Count(unit => comparison.FateOf(unit.Code) == UnitFate.Gone));
        Assert.Equal(UnitFate.Unchanged, comparison.FateOf(UnitCode.Country));
        Assert.Equal(UnitFate.Unchanged, comparison.FateOf(UnitCode.Parse("01"))); // Hà Nội
        Assert.Equal(UnitFate.Merged, comparison.OriginOf(UnitCode.Parse("79"))); // with Bình Dương and Bà Rịa - Vũng Tàu
    }

    [Fact]
    public void A_unit_under_another_that_did_not_take_over_from_the_one_above_it_has_moved()
    {
        var (child, from, to) = (Before.TopDown.First(unit => unit.Level == District), Codes[0],
            Before.Children(UnitCode.Country)[1].Code);
        var moved = Reorganisation.Create(Before, new Month(2027, 1), [new Move(child.Code, to)]);
        var comparison = new TreeComparison(Before, moved.After, moved.Succession);
        Assert.NotEqual(from, to);
        Assert.Equal(UnitFate.Moved, comparison.OriginOf(child.Code));
        Assert.All(Before.Children(child.Code), below => Assert.Equal(UnitFate.Unchanged, comparison.FateOf(below.Code)));
    }
}

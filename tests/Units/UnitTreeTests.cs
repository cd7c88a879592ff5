using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Tests.Rollups;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Units;

/// <summary>What a tree of units is, and what is none.</summary>
public sealed class UnitTreeTests
{
    private static readonly Unit Root = new(UnitCode.Country, "Trung ương", null);

    [Fact]
    public void Units_come_parents_first_and_siblings_by_code()
    {
        var tree = Tree(2, 1, 2);
        Assert.Equal(
            ["VN", "01", "01-001", "01101", "01102", "02", "02-001", "02101", "02102"], tree.TopDown.Select(unit => unit.Code.ToString()));
        Assert.Equal(["01101", "01-001", "01", "VN"], tree.PathToRoot(Code("01101")).Select(unit => unit.Code.ToString()));
        Assert.Equal((9, Code("VN"), Code("01")), (tree.Count, tree.Root.Code, tree[Code("01")].Code));
        Assert.Empty(tree.SubTree(Code("99")));
        Assert.Empty(tree.PathToRoot(Code("99")));
        Assert.Empty(tree.Children(Code("01101")));
    }

    [Theory]
    [InlineData("01101", "01", true)]
    [InlineData("01101", "01101", true)]
    [InlineData("01101", "02", false)]
    [InlineData("01", "01101", false)]
    [InlineData("99", "VN", false)]
    public void A_unit_is_within_itself_and_all_above_it(string unit, string above, bool isWithin) =>
        Assert.Equal(isWithin, Tree(2, 1, 2).IsWithin(Code(unit), Code(above)));

    [Fact]
    public void What_is_no_tree_is_refused_by_the_unit_that_makes_it_none()
    {
        static string Why(params Unit[] units) =>
            Assert.Throws<ArgumentException>(() => new UnitTree(new Month(2024, 1), units)).Message;
        Unit province = new(Code("01"), "A", UnitCode.Country), other = new(Code("02"), "B", UnitCode.Country);
        Assert.Contains("01 stands twice", Why(Root, province, province, other), StringComparison.Ordinal);
        Assert.Contains("parent 03 of unit 02", Why(Root, province, other with { Parent = Code("03") }), StringComparison.Ordinal);
        Assert.Contains("one root", Why(Root, province, other with { Parent = null }), StringComparison.Ordinal);
        Assert.Contains(
            "circle", Why(Root, province with { Parent = Code("02") }, other with { Parent = Code("01") }), StringComparison.Ordinal);
        Unit loop = other with { Parent = Code("01") };
        Assert.Contains("one root", Why(province with { Parent = Code("02") }, loop), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_cannot_be_names_its_unit()
    {
        static string Why(UnitChange change) => Assert.Throws<ArgumentException>(
            () => Reorganisation.Create(Tree(2, 1, 2), new Month(2025, 7), [change])).Message;
        Unit district = new(Code("02-001"), "Quận", Code("02")), commune = new(Code("03101"), "Phường", Code("01-001"));
        Assert.Contains("no unit 99", Why(new Rename(Code("99"), "A")), StringComparison.Ordinal);
        Assert.Contains("no unit 99", Why(new Merge([Code("99")], commune)), StringComparison.Ordinal);
        Assert.Contains("02-001 is taken", Why(new Merge([Code("01-001")], district)), StringComparison.Ordinal);
        Assert.Contains("01-001 has units below", Why(Split.Equally(Code("01-001"), [district])), StringComparison.Ordinal);
        Assert.Contains(
            "02-001 must come under", Why(new Merge([Code("01101")], district with { Parent = Code("01101") })), StringComparison.Ordinal);
        Assert.Contains("01101 must come under", Why(new Move(Code("01101"), Code("02101"))), StringComparison.Ordinal);
        Assert.Contains("01101 must come under", Why(new Move(Code("01101"), Code("99"))), StringComparison.Ordinal);
    }
}

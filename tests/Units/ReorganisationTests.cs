using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Tests.Rollups;

namespace YouthFunctions.Tests.Units;

public sealed class ReorganisationTests
{
    private static readonly Month July = new(2025, 7);
    private static readonly UnitTree Tree = RollupTestData.Tree(2, 2, 2);

    [Fact]
    public void A_merge_keeps_its_sources_and_takes_the_units_below_along()
    {
        var change = Change(new Merge([Code("01"), Code("02")], Province("03")));
        Assert.Equal([Code("01"), Code("02")], change.Succession.PredecessorsOf(Code("03")));
        Assert.Equal(["01-001", "01-002", "02-001", "02-002"], change.After.Children(Code("03")).Select(unit => unit.Code.ToString()));
        Assert.True(change.Before.TryGet(Code("02"), out _));
    }

    [Fact]
    public void A_split_has_equal_shares_unless_others_are_given()
    {
        var equal = Change(Split.Equally(Code("01101"), [Commune("91101", "01-001"), Commune("91102", "01-002")]));
        Assert.Equal([new Heir(Code("91101"), 0.5m), new Heir(Code("91102"), 0.5m)], equal.Succession.HeirsOf(Code("01101")));
        var given = Change(new Split(Code("01101"), [(Commune("91101", "01-001"), 3), (Commune("91102", "01-002"), 1)]));
        Assert.Equal([0.75m, 0.25m], given.Succession.HeirsOf(Code("01101")).Select(heir => heir.Weight));
    }

    [Fact]
    public void A_unit_that_moves_or_is_renamed_stays_itself()
    {
        var change = Change(new Move(Code("01-001"), Code("02")), new Rename(Code("01101"), "Phường Mới"));
        Assert.Equal(Code("02"), change.After[Code("01-001")].Parent);
        Assert.Equal("Phường Mới", change.After[Code("01101")].Name);
        Assert.Equal([new Heir(Code("01101"), 1)], change.Succession.HeirsOf(Code("01101")));
    }

    [Fact]
    public void Changes_one_after_the_other_are_one_change()
    {
        var first = Change(Split.Equally(Code("01101"), [Commune("91101", "01-001"), Commune("91102", "01-001")]));
        var second = Reorganisation.Create(
            first.After, new Month(2026, 1), [new Merge([Code("91102"), Code("01102")], Commune("91103", "01-001"))]);
        var both = first.Then(second);
        Assert.Equal([Code("91101"), Code("91103")], both.Succession.HeirsOf(Code("01101")).Select(heir => heir.Unit));
        Assert.Equal([Code("01101"), Code("01102")], both.Succession.PredecessorsOf(Code("91103")));
        Assert.Same(Tree, both.Before);
    }

    [Fact]
    public void An_abolished_level_follows_the_units_below_it_and_a_unit_with_none_follows_the_one_above()
    {
        var after = new UnitTree(
            July, [new Unit(UnitCode.Country, "Trung ương", null), Province("01"), Commune("00001", "01"), Commune("00002", "01")]);
        var before = RollupTestData.Tree(1, 2, 1);
        var succession = new Succession([(Code("01"), Code("01"), 1), (Code("01101"), Code("00001"), 1), (Code("01101"), Code("00002"), 1)])
            .Completed(before, after);
        Assert.Equal([Code("00001"), Code("00002")], succession.HeirsOf(Code("01-001")).Select(heir => heir.Unit));
        Assert.Equal([new Heir(Code("01"), 1)], succession.HeirsOf(Code("01201")));
        Assert.Equal([new Heir(Code("01"), 1)], succession.HeirsOf(Code("01-002")));
    }

    [Fact]
    public void A_share_below_the_last_decimal_is_none()
    {
        var after = new UnitTree(
            July, [new Unit(UnitCode.Country, "Trung ương", null), Province("01"), Commune("00001", "01"), Commune("00002", "01")]);
        var uneven = new Succession([(Code("01101"), Code("00001"), 1e-20m), (Code("01101"), Code("00002"), 1e9m)]);
        var whole = new Heir(Code("00002"), 1);
        Assert.Equal([whole], uneven.Completed(RollupTestData.Tree(1, 1, 1), after).HeirsOf(Code("01-001")));
        Assert.Equal([whole], uneven.Then(Succession.Unchanged(after)).HeirsOf(Code("01101")));
        Assert.Equal([Code("00002")], uneven.Reversed().Sources);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Change(new Move(Code("99999"), Code("01-001"))));
        Assert.Throws<ArgumentException>(() => Change(new Move(Code("01"), Code("01-001"))));
        Assert.Throws<ArgumentException>(() => Change(Split.Equally(Code("01-001"), [Commune("91101", "01-002")])));
        Assert.Throws<ArgumentException>(() => Change(new Merge([Code("01101")], Commune("01102", "01-001"))));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Succession([(Code("01"), Code("02"), 0)]));
    }

    private static Reorganisation Change(params UnitChange[] changes) => Reorganisation.Create(Tree, July, changes);

    private static UnitCode Code(string text) => UnitCode.Parse(text);

    private static Unit Province(string code) => new(Code(code), "Tỉnh Mới", UnitCode.Country);

    private static Unit Commune(string code, string parent) => new(Code(code), "Xã Mới", Code(parent));
}

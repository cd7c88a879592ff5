using CsCheck;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Tests.Values;

/// <summary>The analytics take the country's root and levels as data.</summary>
public class UnitCodeSchemeTests
{
    // A made-up organisation with five levels, one of them with letters.
    private static readonly UnitCodeScheme Federation = new("HQ", ["R0", "00", "00/000", "00/000/0"]);

    [Theory]
    [InlineData("HQ", 0)]
    [InlineData("R7", 1)]
    [InlineData("07", 2)]
    [InlineData("07/123", 3)]
    [InlineData("07/123/4", 4)]
    public void The_shape_of_a_code_tells_its_depth(string text, int depth)
    {
        Assert.Equal(depth, Federation.Parse(text).Depth);
        Assert.Equal(text, Federation.Parse(text).ToString());
        Assert.Equal(5, Federation.LevelCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("VN")]
    [InlineData("hq")]
    [InlineData("Rx")]
    [InlineData("7")]
    [InlineData("07-123")]
    [InlineData("٠٧")]
    [InlineData("07/123/4 ")]
    public void What_fits_no_pattern_is_no_code(string text)
    {
        Assert.False(Federation.TryParse(text, out var code));
        Assert.Throws<InvalidOperationException>(() => code.Depth);
        Assert.Throws<FormatException>(() => Federation.Parse(text));
    }

    [Theory]
    [InlineData("HQ", "00", "00")]
    [InlineData("HQ", "00", "0A", "0A")]
    [InlineData("HQ", "00", "10")]
    [InlineData("01", "00")]
    [InlineData("HQ", "")]
    public void Patterns_that_one_text_could_fit_twice_are_refused(string root, params string[] patterns) =>
        Assert.Throws<ArgumentException>(() => new UnitCodeScheme(root, patterns));

    [Fact]
    public void Any_text_of_digits_and_dashes_is_read_as_the_level_whose_pattern_it_fits_or_not_at_all() =>
        Gen.Char["0123456789-VNR"].Array[0, 7].Select(letters => new string(letters)).Sample(text =>
        {
            var scheme = UnitScheme.Current.Codes;
            int? level = text == "VN" ? 0
                : text.All(char.IsAsciiDigit) && text.Length == 2 ? 1
                : text.Length == 6 && text[2] == '-' && text.Remove(2, 1).All(char.IsAsciiDigit) ? 2
                : text.All(char.IsAsciiDigit) && text.Length == 5 ? 3
                : null;
            Assert.Equal(level is not null, scheme.TryParse(text, out var code));
            if (level is not null)
                Assert.Equal((level.Value, text), (code.Depth, code.ToString()));
        });

    [Fact]
    public void Trees_changes_and_ancestors_go_by_the_levels_of_their_scheme()
    {
        var (root, region, branch) = (Federation.Root, Federation.Parse("R1"), Federation.Parse("01"));
        Unit[] units = [new Unit(root, "Headquarters", null), new Unit(region, "North", root), new Unit(branch, "One", region)];
        var tree = new UnitTree(new Month(2024, 1), units);

        Assert.Equal(region, tree.AncestorAt(branch, 1));
        Assert.Null(tree.AncestorAt(region, 2));
        var moved = Reorganisation.Create(tree, new Month(2025, 1), [new Move(branch, root)]);
        Assert.Equal(root, moved.After[branch].Parent);
        Assert.Throws<ArgumentException>(() => Reorganisation.Create(tree, new Month(2025, 1), [new Move(region, branch)]));
    }
}

using System.Text;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports.Wire;

public sealed class UnitNameTests
{
    private static readonly UnitRegister Register = UnitRegister.Shipped(Path.Combine(AppContext.BaseDirectory, "Plan", "Data"));

    private static UnitTree Tree => Register.TreeOf(new Month(2024, 5));

    [Theory]
    [InlineData("01", "Thành phố Hà Nội")]
    [InlineData("01", "TP. Hà Nội")]
    [InlineData("01", "tp hà nội")]
    [InlineData("01", "Hà Nội")]
    [InlineData("01", "HA NOI")]
    [InlineData("01", "Thành Đoàn Hà Nội")]
    [InlineData("79", "TP.HCM")]
    [InlineData("79", "TPHCM")]
    [InlineData("79", "Thành phố Hồ Chí Minh")]
    [InlineData("19", "Thái Nguyên")]
    [InlineData("19", "T. Thái Nguyên")]
    [InlineData("19", "Tỉnh đoàn Thái Nguyên")]
    [InlineData("46", "Thừa Thiên Huế")]
    [InlineData("46", "Tỉnh Thừa Thiên Huế")]
    [InlineData("01-001", "Q. Ba Đình")]
    [InlineData("01-001", "Quận Đoàn Ba Đình")]
    [InlineData("01-001", "Quận Ba Đình, Hà Nội")]
    [InlineData("00031", "P. Giảng Võ")]
    [InlineData("00031", "P.Giảng Võ")]
    [InlineData("00031", "phường  giảng\u00a0võ")]
    [InlineData("00031", "Đoàn phường Giảng Võ (Ba Đình)")]
    [InlineData("00031", "Đoàn TNCS Hồ Chí Minh phường Giảng Võ")]
    [InlineData("04-040", "TP Cao Bằng")]
    [InlineData("31", "-")]
    public void Ordinary_spellings_fit(string code, string name)
    {
        var unit = Tree[UnitCode.Parse(code)];
        Assert.True(UnitName.Matches(name, unit));
        Assert.True(UnitName.Matches(name.Normalize(NormalizationForm.FormD).ToUpperInvariant(), unit));
    }

    [Theory]
    [InlineData("19", "Phường Điện Biên")]
    [InlineData("31", "Phường Giảng Võ")]
    [InlineData("31", "Giảng Võ")]
    [InlineData("25", "Phường Ngọc Khánh")]
    [InlineData("04", "Thành phố Cao Bằng")]
    [InlineData("04", "P. Cao Bằng")]
    [InlineData("04-040", "Tỉnh Cao Bằng")]
    [InlineData("01-001", "Phường Ba Đình")]
    [InlineData("01", "x")]
    [InlineData("01", "Hà Nam")]
    [InlineData("01", "Hà")]
    public void Another_name_or_kind_does_not(string code, string name) => Assert.False(UnitName.Matches(name, Tree[UnitCode.Parse(code)]));

    [Fact]
    public void Each_unit_of_both_trees_fits_its_own_name_written_short_and_without_accents()
    {
        string[] kinds = ["Thành phố ", "Thành Phố ", "Tỉnh ", "Quận ", "Huyện ", "Thị xã ", "Thị Xã ", "Phường ", "Xã ", "Thị trấn ",
            "Thị Trấn ", "Đặc khu "];
        string[] shorts = ["TP. ", "TP.", "T. ", "Q.", "H. ", "TX ", "TX.", "P.", "X. ", "TT ", "TT. ", "ĐK "];
        foreach (var unit in Register.Trees.SelectMany(tree => tree.TopDown).Where(unit => unit.Parent is not null))
        {
            var kind = Array.FindIndex(kinds, kind => unit.Name.StartsWith(kind, StringComparison.Ordinal));
            Assert.True(kind >= 0, unit.Name);
            var core = unit.Name[kinds[kind].Length..];
            AssertEach.All(
                [unit.Name, core, shorts[kind] + core, FoldedText.Fold(unit.Name), unit.Name.ToUpperInvariant(),
                    FoldedText.Fold(shorts[kind] + core)],
                text => Assert.True(UnitName.Matches(text, unit), $"'{text}' for {unit.Code} {unit.Name}"));
        }
    }

    [Fact]
    public void No_ward_s_name_fits_the_province_that_its_code_becomes_without_zeros()
    {
        foreach (var tree in Register.Trees)
            foreach (var province in tree.Children(UnitCode.Country))
                if (tree.TryGet(UnitCode.Parse("000" + province.Code), out var ward))
                    Assert.False(UnitName.Matches(ward.Name, province), ward.Name);
    }

    [Theory]
    [InlineData("31", null, true, "unit.zeros-lost")]
    [InlineData("31", "Phường Giảng Võ", true, "unit.zeros-lost")]
    [InlineData("31", "Phường Giảng Võ", false, "unit.name-differs")]
    [InlineData("31", "Thành phố Hải Phòng", true, null)]
    [InlineData("31", "Hải Phòng", true, null)]
    [InlineData("31", null, false, null)]
    [InlineData("31", "Quận Ba Đình", true, "unit.name-differs")]
    [InlineData("1", "Thành phố Hà Nội", true, "unit.zeros-lost")]
    [InlineData("1", null, false, "unit.zeros-lost")]
    [InlineData("4-40", null, false, "unit.zeros-lost")]
    [InlineData("01-001", "Quận Ba Đình", true, null)]
    [InlineData("01-001", "Quận Hoàn Kiếm", false, "unit.name-differs")]
    [InlineData("00031", "Giảng Võ", false, null)]
    [InlineData("33", null, true, null)] // no 00033 in this tree: one reading
    [InlineData("99999", "Phường Giảng Võ", true, null)] // simply unknown
    public void A_code_is_held_against_its_zeros_and_its_name(string code, string? name, bool mayLackZeros, string? fault)
    {
        var faults = UnitCheck.Faults(new(code, "A2"), name is null ? null : new Submitted<string>(name, "B2"), mayLackZeros, Tree);
        Assert.Equal(fault, faults.Count == 0 ? null : Assert.Single(faults).Code);
    }

    [Theory]
    [InlineData("31", "31 00031")]
    [InlineData("1", "01 00001")]
    [InlineData("4", "04 00004")]
    [InlineData("4-40", "04-040")]
    [InlineData("004", "00004")]
    [InlineData("VN", "VN")]
    [InlineData("x", "")]
    public void A_code_without_zeros_has_the_readings_that_the_tree_has(string code, string readings) =>
        Assert.Equal(readings, string.Join(' ', UnitCheck.Readings(code, Tree).Select(unit => unit.Code)));
}

using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Reports.Wire;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("50", "50")]
    [InlineData(" 0 ", "0")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1.000,5", "1000.5")]
    [InlineData("1,000.5", "1000.5")]
    [InlineData("12,5", "12.5")]
    [InlineData("12.5", "12.5")]
    [InlineData("0.500", "0.5")]
    [InlineData("1 234 567", "1234567")]
    [InlineData("1\u00a0234", "1234")]
    [InlineData("1234.567", "1234.567")]
    [InlineData("-5", "-5")]
    public void What_has_one_reading_is_read_so(string text, string number) =>
        Assert.Equal(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), NumberText.Parse(text, NumberStyle.Unknown));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("85.125", "85,1250")]
    [InlineData("-1.234", "-1,2340")]
    [InlineData("1234.5", "1234,5")]
    [InlineData("50000", "50000")]
    [InlineData("0.0000001", "0,0000001")]
    [InlineData("12.50", "12,5")]
    public void What_is_written_is_read_as_the_same_number(string number, string written)
    {
        var value = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(written, NumberText.Write(value, ','));
        Assert.Equal(value, NumberText.Parse(NumberText.Write(value, ','), NumberStyle.Unknown));
        Assert.Equal(value, NumberText.Parse(NumberText.Write(value, '.'), NumberStyle.Unknown));
    }

    [Theory]
    [InlineData("50.000", "50000", "50")]
    [InlineData("50,000", "50000", "50")]
    [InlineData("1.234", "1234", "1.234")]
    [InlineData("123,456", "123456", "123.456")]
    [InlineData("-1.000", "-1000", "-1")]
    public void What_has_two_is_a_fault_that_shows_both(string text, string thousands, string decimals)
    {
        var faults = new List<Fault>();
        Assert.Null(NumberText.Read(new Submitted<string>(text, "/v"), NumberStyle.Unknown, NumberStyle.Both, faults));
        var fault = Assert.Single(faults);
        Assert.Equal(("/v", "number.ambiguous"), (fault.Pointer, fault.Code));
        AssertEach.All([fault.Message.Vietnamese, fault.Message.English], message =>
        {
            Assert.Contains(thousands + " ", message, StringComparison.Ordinal);
            Assert.Contains(decimals + " ", message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("50.000", NumberStyle.Vietnamese, NumberStyle.Unknown, "50000")]
    [InlineData("50.000", NumberStyle.English, NumberStyle.Unknown, "50")]
    [InlineData("50,000", NumberStyle.English, NumberStyle.Unknown, "50000")]
    [InlineData("50,000", NumberStyle.Vietnamese, NumberStyle.English, "50")]
    [InlineData("50.000", NumberStyle.Unknown, NumberStyle.Vietnamese, "50000")]
    [InlineData("50,000", NumberStyle.Unknown, NumberStyle.English, "50000")]
    [InlineData("50.000", NumberStyle.Unknown, NumberStyle.English, null)]
    [InlineData("50,000", NumberStyle.Unknown, NumberStyle.Vietnamese, null)]
    [InlineData("50,000", NumberStyle.Unknown, NumberStyle.Both, null)]
    [InlineData("12.5", NumberStyle.Vietnamese, NumberStyle.Unknown, null)]
    [InlineData("1,234,567", NumberStyle.Vietnamese, NumberStyle.Unknown, null)]
    public void Other_cells_decide_for_thousands_only_and_the_sender_for_both(
        string text, NumberStyle stated, NumberStyle shown, string? number) =>
        Assert.Equal(
            number is null ? null : decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
            NumberText.Parse(text, stated, shown));

    [Theory]
    [InlineData("1.234.567", NumberStyle.Vietnamese)]
    [InlineData("1.000,0", NumberStyle.Vietnamese)]
    [InlineData("1,234,567", NumberStyle.English)]
    [InlineData("1,000.0", NumberStyle.English)]
    [InlineData("12.5", NumberStyle.Unknown)]
    [InlineData("12,5", NumberStyle.Unknown)]
    [InlineData("50.000", NumberStyle.Unknown)]
    [InlineData("1.000,5", NumberStyle.Unknown)]
    [InlineData("-1.234.567", NumberStyle.Unknown)]
    [InlineData("1.2.3", NumberStyle.Unknown)]
    public void A_style_is_shown_by_separators_beyond_doubt_in_a_value_that_holds(string text, NumberStyle style) =>
        Assert.Equal(style, NumberText.DetectStyle(text));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1e5")]
    [InlineData("50 nghìn")]
    [InlineData("5%")]
    [InlineData("1.23.456")]
    [InlineData("1 23")]
    [InlineData("٥٠")]
    [InlineData("５０")]
    [InlineData("5\n")]
    [InlineData("99999999999999999999999999999999")]
    public void Other_text_is_no_number(string text)
    {
        var faults = new List<Fault>();
        var read = NumberText.Read(new Submitted<string>(text, "x"), NumberStyle.Unknown, NumberStyle.Unknown, faults);
        if (text.Trim() == "5")
            Assert.Equal(5, read!.Value.Value);
        else
            Assert.Equal("number.unreadable", Assert.Single(faults).Code);
    }
}

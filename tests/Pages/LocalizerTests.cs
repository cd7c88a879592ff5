using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;

namespace YouthFunctions.Tests.Pages;

/// <summary>Figures as pages write them: exactly where it matters, and else so that none is taken for another.</summary>
public sealed class LocalizerTests
{
    private static readonly Localizer Vietnamese = new(Language.Vietnamese);

    [Theory]
    [InlineData(0, 4, "0")]
    [InlineData(0.1234, 4, "0,1234")]
    [InlineData(0.0004, 4, "0,0004")]
    [InlineData(0.3, 0, "0,3")] // a forecast of whole things
    [InlineData(0.6, 0, "1")]
    [InlineData(0.00000001, 0, "0")] // what is left of a computation: no figure is so small
    [InlineData(3.456, 2, "3,46")]
    [InlineData(12.6, 1, "12,6")]
    [InlineData(12.6, 0, "13")]
    [InlineData(-0.25, 0, "-0,25")]
    [InlineData(1234.56, 2, "1.235")]
    [InlineData(9999.4, 4, "9.999")]
    [InlineData(12345.6, 4, "12,3 nghìn")]
    public void A_rounded_figure_has_three_digits_that_count_and_is_never_0_for_what_is_not(double figure, int decimals, string written) =>
        Assert.Equal(written, Vietnamese.FormatRounded(figure, decimals));

    [Theory]
    [InlineData("0.1234", "0,1234")]
    [InlineData("12.6", "12,6")]
    [InlineData("1234567.8901", "1.234.567,8901")]
    [InlineData("1200", "1.200")]
    public void What_was_sent_is_shown_as_it_is_stored(string amount, string written)
    {
        var number = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(written, FormTexts.Value(Vietnamese, new ReportedValue(Measure.Amount(number), false)));
    }
}

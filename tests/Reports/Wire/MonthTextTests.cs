using System.Globalization;
using System.Text;
using CsCheck;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Tests.Reports.Wire;

public sealed class MonthTextTests
{
    [Theory]
    [InlineData("2024-05")]
    [InlineData("2024-5")]
    [InlineData("2024/05")]
    [InlineData("2024.05")]
    [InlineData("2024.5")]
    [InlineData("2024 - 05")]
    [InlineData("202405")]
    [InlineData("052024")]
    [InlineData("20240501")]
    [InlineData("5-2024")]
    [InlineData("05/2024")]
    [InlineData("5.2024")]
    [InlineData("05 / 2024")]
    [InlineData("T5/2024")]
    [InlineData("t05-2024")]
    [InlineData("T.5/2024")]
    [InlineData("T 5/2024")]
    [InlineData("Tháng 5/2024")]
    [InlineData("THÁNG 05-2024")]
    [InlineData("Tháng 5 năm 2024")]
    [InlineData("tháng 5, năm 2024")]
    [InlineData("thang 5/2024")]
    [InlineData("Thg 5 2024")]
    [InlineData("Tháng\u00a05\u00a0năm\u00a02024")]
    [InlineData("  Tháng   5 / 2024 ")]
    [InlineData("Tháng Năm 2024")]
    [InlineData("tháng năm năm 2024")]
    [InlineData("năm 2024 tháng 5")]
    [InlineData("2024-T5")]
    [InlineData("2024M05")]
    [InlineData("2024-05-01")]
    [InlineData("2024-05-31")]
    [InlineData("2024-05-01T00:00:00")]
    [InlineData("2024-05-01T00:00:00.000+07:00")]
    [InlineData("2024-05-01T00:00:00Z")]
    [InlineData("2024-05-31T23:59:59")]
    [InlineData("5/31/2024 12:00:00 AM")]
    [InlineData("31/05/2024")]
    [InlineData("05/31/2024")]
    [InlineData("31.5.2024")]
    [InlineData("May 2024")]
    [InlineData("may-2024")]
    [InlineData("2024 May")]
    [InlineData("1 May 2024")]
    [InlineData("31-May-2024")]
    [InlineData("May 1, 2024")]
    public void May_of_2024_as_people_and_programs_write_it(string text)
    {
        Assert.Equal(new MonthReading(MonthTextKind.Month, new Month(2024, 5)), MonthText.Parse(text));
        Assert.Equal(new Month(2024, 5), MonthText.Parse(text.Normalize(NormalizationForm.FormD)).Month);
    }

    [Theory]
    [InlineData("01/01/2024", "2024-01")]
    [InlineData("29/02/2024", "2024-02")]
    [InlineData("Tháng Giêng 2024", "2024-01")]
    [InlineData("tháng mười hai năm 2024", "2024-12")]
    [InlineData("tháng tư/2024", "2024-04")]
    [InlineData("Sept 2024", "2024-09")]
    [InlineData("12/2024", "2024-12")]
    [InlineData("2024-1", "2024-01")]
    public void Other_months(string text, string month) => Assert.Equal(Month.Parse(month), MonthText.Parse(text).Month);

    [Theory]
    [InlineData("01/05/2024", "2024-05", "2024-01")]
    [InlineData("5/1/2024", "2024-01", "2024-05")]
    [InlineData("05/01/2024 0:00", "2024-01", "2024-05")]
    [InlineData("1/12/2024", "2024-12", "2024-01")]
    [InlineData("01052024", "2024-05", "2024-01")]
    [InlineData("2024-04-30T17:00:00Z", "2024-04", "2024-05")]
    [InlineData("2024-05-31T23:59:59Z", "2024-05", "2024-06")]
    [InlineData("2024.1", "2024-01", "2024-10")]
    public void What_has_two_readings_shows_both(string text, string first, string second)
    {
        Assert.Equal(new MonthReading(MonthTextKind.Ambiguous, Month.Parse(first), Month.Parse(second)), MonthText.Parse(text));
        var faults = new List<Fault>();
        Assert.Null(MonthText.Read(new Submitted<string>(text, "/period"), faults));
        var fault = Assert.Single(faults);
        Assert.Equal(("/period", "period.ambiguous"), (fault.Pointer, fault.Code));
        Assert.Contains(first, fault.Message.English, StringComparison.Ordinal);
        Assert.Contains(second, fault.Message.Vietnamese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-05-15", MonthTextKind.Day, "period.day")]
    [InlineData("15/05/2024", MonthTextKind.Day, "period.day")]
    [InlineData("28/02/2024", MonthTextKind.Day, "period.day")]
    [InlineData("2024-05-01T08:30:00", MonthTextKind.Day, "period.day")]
    [InlineData("5/24", MonthTextKind.ShortYear, "period.malformed")]
    [InlineData("T5-24", MonthTextKind.ShortYear, "period.malformed")]
    [InlineData("May-24", MonthTextKind.ShortYear, "period.malformed")]
    [InlineData("01/05/24", MonthTextKind.ShortYear, "period.malformed")]
    [InlineData("45413", MonthTextKind.DateNumber, "period.malformed")]
    [InlineData("45413.5", MonthTextKind.DateNumber, "period.malformed")]
    [InlineData("", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("2024", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("5", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("2024-13", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("13/2024", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("0/2024", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("1824-05", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("2024-05-06/2024", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("31/04/2024", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("Quý 2/2024", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("tháng năm 2024", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("tháng chạp 2024", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("6 tháng 2024", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("２０２４-０５", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("٢٠٢٤-٠٥", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("2024-05\n2024-06", MonthTextKind.NoMonth, "period.malformed")]
    [InlineData("\ud800", MonthTextKind.NoMonth, "period.malformed")]
    public void What_is_no_month_is_a_fault(string text, MonthTextKind kind, string code)
    {
        Assert.Equal(kind, MonthText.Parse(text).Kind);
        var faults = new List<Fault>();
        Assert.Null(MonthText.Read(new Submitted<string>(text, "x"), faults));
        Assert.Equal(code, Assert.Single(faults).Code);
    }

    [Fact]
    public void Each_month_comes_back_from_each_culture_s_month_and_year()
    {
        var months = Gen.Select(Gen.Int[1900, 9998], Gen.Int[1, 12], (year, number) => new Month(year, number));
        months.Sample(month =>
        {
            var day = month.FirstDay;
            string[] texts =
            [
                month.ToString(), day.ToString("M/yyyy", CultureInfo.InvariantCulture),
                day.ToString("yyyyMM", CultureInfo.InvariantCulture),
                day.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-US")),
                day.ToString("MMMM 'năm' yyyy", CultureInfo.GetCultureInfo("vi-VN")),
                day.ToString("O", CultureInfo.InvariantCulture), $"T{month.Number}/{month.Year}",
                $"Tháng {month.Number:00} năm {month.Year}",
            ];
            return texts.All(text => MonthText.Parse(text) == new MonthReading(MonthTextKind.Month, month));
        }, seed: "0N0XIzNsQ0O2", iter: 2_000);
    }

    [Fact]
    public void No_text_throws() =>
        Gen.String[Gen.Char["0123456789-/. tTháng năm\u0300:Z+ẽ\ud800"], 0, 24].Sample(
            text => MonthText.Parse(text).Kind >= 0, seed: "0N0XIzNsQ0O2", iter: 20_000);
}

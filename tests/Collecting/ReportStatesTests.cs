using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Tests.Collecting;

/// <summary>How the reports of a year stand, packed into a row of the sums.</summary>
public sealed class ReportStatesTests
{
    private static readonly Gen<Report> Reports =
        from month in Gen.Int[1, 12]
        from revision in Gen.Int[1, 9999]
        from isWithdrawn in Gen.Bool
        from isOnTime in Gen.Bool
        from isDoubted in Gen.Bool
        from review in Gen.Int[0, 2]
        select new Report(
            UnitCode.Parse("02-026"), new Month(2024, month), revision, new Dictionary<IndicatorCode, ReportedValue>(), isWithdrawn,
            isOnTime, false, DateTimeOffset.UnixEpoch, "x", null, "", "", "")
        {
            Doubts = isDoubted ? [new ValueDoubt(IndicatorCode.Parse("trees-planted"), null)] : [],
            Review = review == 0 ? null : new Review((ReviewState)(review - 1), null, "y", DateTimeOffset.UnixEpoch),
        };

    [Fact]
    public void What_is_written_is_read_again_for_every_month_of_any_year() => Reports.Array[0, 12].Sample(reports =>
    {
        var year = reports.DistinctBy(report => report.Period).ToArray();
        var read = ReportStates.Parse(ReportStates.From(year).ToString());
        for (var month = 1; month <= 12; month++)
        {
            var report = year.FirstOrDefault(report => report.Period.Number == month);
            Assert.Equal((ReportStates.Of(report), report?.Revision ?? 0), read[month]);
        }
    });

    [Theory]
    [InlineData("")]
    [InlineData(",,,,,,,,,,")]
    [InlineData("x1,,,,,,,,,,,")]
    [InlineData("s,,,,,,,,,,,")]
    [InlineData("s-1,,,,,,,,,,,")]
    public void What_is_no_year_of_states_is_refused(string text) => Assert.Throws<FormatException>(() => ReportStates.Parse(text));

    [Fact]
    public void A_returned_report_is_returned_whatever_else_it_is_and_a_withdrawn_one_is_none() => Reports.Sample(report =>
        ReportStates.Of(report) == (report.IsWithdrawn ? ReportState.None
            : report.Review?.State == ReviewState.Returned ? ReportState.Returned
            : report.Doubts.Count > 0 ? ReportState.Doubted
            : report.Review?.State == ReviewState.Confirmed ? ReportState.Confirmed
            : report.IsOnTime ? ReportState.Sent : ReportState.SentLate));
}

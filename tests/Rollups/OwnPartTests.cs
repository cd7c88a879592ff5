using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Tests.Rollups;

/// <summary>What a unit's own reports come to.</summary>
public class OwnPartTests
{
    private static readonly IndicatorCode Members = IndicatorCode.Parse("members");

    [Fact]
    public void A_level_is_what_was_stated_last_whichever_way_it_was_stated() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Bool, Gen.Bool).Array[12].Sample(months =>
        {
            var rule = new IndicatorRule(Members, IndicatorKind.Flow, OverTime.Latest, OverUnits.Sum);
            var reports = months.Select((month, index) => (month, index)).Where(entry => entry.month.Item2)
                .Select(entry => new MonthReport(entry.index + 1, true, new Dictionary<IndicatorCode, ReportedValue>
                {
                    [Members] = new(Measure.Amount(entry.month.Item1), IsYearToDate: entry.month.Item3),
                }));
            var rollup = OwnPart.FromReports([rule], true, reports);
            var latest = Measure.Unknown;
            for (var month = 1; month <= 12; month++)
            {
                var amount = months[month - 1].Item2 ? Measure.Amount(months[month - 1].Item1) : Measure.Unknown;
                latest = amount.IsKnown ? amount : latest;
                Assert.Equal((amount, latest), (rollup[Members, month].Amount, rollup[Members, month].YearToDate));
            }
        });
}

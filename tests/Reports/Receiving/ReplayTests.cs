using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports.Receiving;

/// <summary>Whatever comes twice, late or again, the same history ends in the same state.</summary>
public sealed class ReplayTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly IndicatorCode Trees = IndicatorCode.Parse("trees-planted");
    private static readonly Month May = new(2024, 5);

    // Steps go up and down but never stand still, so that each is a revision; a later one may say again what an earlier said.
    private static readonly Gen<(int[] Amounts, int[] Posts)> Histories =
        from steps in Gen.Int[1, 2].Array[1, 5]
        from repeats in Gen.Int[0, 99].Array[0, 8]
        let amounts = steps.Aggregate(new List<int> { 0 }, (list, step) => [.. list, (list[^1] + step) % 3]).Skip(1).ToArray()
        select (amounts, Interleave(amounts.Length, repeats));

    // Each revision first comes after the one it replaces; repeats of any that came before stand anywhere between.
    private static int[] Interleave(int revisions, int[] repeats)
    {
        var posts = Enumerable.Range(0, revisions).ToList();
        foreach (var repeat in repeats)
        {
            var index = (repeat % posts.Count) + 1;
            posts.Insert(index, posts[repeat * 31 % index]);
        }

        return [.. posts];
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task Replaying_a_history_in_any_order_that_respects_revisions_gives_the_same_state()
    {
        await using var app = await TestApp.StartAsync(storage);
        // Time goes on, as in life: a report that comes at the very instant of its twin is taken for that twin's own second try.
        app.Clock.AutoAdvanceAmount = TimeSpan.FromTicks(1);
        var (intake, reports) = (app.Services.GetRequiredService<ReportIntake>(), app.Services.GetRequiredService<ReportStore>());
        var reportingYear = (await app.Services.GetRequiredService<PlanStore>().FindAsync(2024, CancellationToken.None))!;
        var units = new Queue<UnitCode>(app.Services.GetRequiredService<UnitRegister>().TreeOf(2024).TopDown.Select(unit => unit.Code));

        await Histories.SampleAsync(async history =>
        {
            UnitCode unit;
            lock (units)
                unit = units.Dequeue();
            var come = new HashSet<int>();
            foreach (var post in history.Posts)
            {
                var draft = new ReportDraft(
                    unit, May, new Dictionary<IndicatorCode, ReportedValue> { [Trees] = new(Measure.Amount(history.Amounts[post]), false) },
                    false, false, post == 0 ? null : post, null);
                var outcome = await intake.SubmitAsync(
                    draft, RevisionPrecondition.None with { Revision = draft.Replaces }, reportingYear, "test", _ => "",
                    CancellationToken.None);
                if (come.Add(post))
                    Assert.Equal(post + 1, Assert.IsType<IntakeOutcome.Stored>(outcome).Report.Revision);
                else
                    Assert.IsType<IntakeOutcome.AlreadyStored>(outcome);
            }

            var revisions = await reports.RevisionsAsync(unit, May, CancellationToken.None);
            Assert.Equal(history.Amounts, revisions.Select(report => (int)report.Values[Trees].Measure.Numerator));
            Assert.Empty(ChainCheck.Breaks(revisions));
        }, iter: 60, threads: 4);
    }
}

using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

/// <summary>On random trees, reports, corrections and withdrawals: what runs bring step by step, what a full recompute
/// brings, and what ten lines of plain arithmetic bring are the same to the last digit.</summary>
public sealed class RollupLawTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly Gen<(UnitTree Tree, Step[] Steps)> History =
        from sizes in Gen.Select(Gen.Int[1, 3], Gen.Int[0, 2], Gen.Int[0, 3])
        let tree = RollupTestData.Tree(sizes.Item1, sizes.Item2, sizes.Item3)
        let units = tree.TopDown.Select(unit => unit.Code).ToArray()
        from steps in Gen.Select(
            Gen.Int[0, units.Length - 1].Select(i => units[i]), Gen.Int[1, 12], Gen.Int[0, 9],
            Gen.Decimal[0, 1_000_000].Select(d => decimal.Round(d, 2)), Gen.Int[0, 50],
            (unit, month, kind, amount, part) => new Step(unit, month, kind, amount, part)).Array[1, 25]
        select (tree, steps);

    // Kind 0 runs the rollup, 1 withdraws the month, 2 states the year to date of the flow, the others report.
    private sealed record Step(UnitCode Unit, int Month, int Kind, decimal Amount, int Part);

    [Fact]
    public async Task Step_by_step_and_at_once_and_by_hand_are_the_same()
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var year = 2100;
        await History.SampleAsync(
            async history =>
            {
                var world = new RollupTestData(store, history.Tree, RollupTestData.Plan with { Year = Interlocked.Increment(ref year) });
                var reports = new Dictionary<(UnitCode, int), Dictionary<IndicatorCode, ReportedValue>>();
                foreach (var step in history.Steps)
                    await PlayAsync(world, reports, step);
                await world.RunAsync();
                var stepwise = await world.AllAsync();
                await world.RollUp.RecomputeAsync(world.Basis, Start, CancellationToken.None);
                var atOnce = await world.AllAsync();
                foreach (var unit in history.Tree.TopDown.Select(unit => unit.Code))
                {
                    Rollup Of(Dictionary<UnitCode, UnitYear> rows) =>
                        rows.TryGetValue(unit, out var row) ? row.Total : world.Basis.Silent(unit);
                    Assert.True(Of(stepwise).HasSameCells(Of(atOnce)));
                    foreach (var indicator in new[] { Trees, Online })
                        for (var month = 1; month <= 12; month++)
                            Assert.Equal(ByHand(history.Tree, reports, unit, indicator, month), Of(stepwise)[indicator, month].YearToDate);
                }

                Assert.Empty(
                    await new RollupCheck(world.Rollups, new(new(store)), new(store)).RunAsync(world.Basis, CancellationToken.None));
            },
            iter: 12, threads: 1);
    }

    // The reference: what each unit of the sub-tree last said, added up.
    private static Measure ByHand(
        UnitTree tree, Dictionary<(UnitCode, int), Dictionary<IndicatorCode, ReportedValue>> reports, UnitCode top, IndicatorCode indicator,
        int until)
    {
        var sum = Measure.Unknown;
        foreach (var unit in tree.SubTree(top))
        {
            var soFar = Measure.Unknown;
            for (var month = 1; month <= until; month++)
                if (reports.TryGetValue((unit.Code, month), out var values) && values.TryGetValue(indicator, out var value))
                    soFar = indicator == Online ? value.Measure
                        : value.IsYearToDate ? Measure.Amount(Math.Max(soFar.Numerator, value.Measure.Numerator))
                        : soFar + value.Measure;
            sum += soFar;
        }

        return sum;
    }

    private static async Task PlayAsync(
        RollupTestData world, Dictionary<(UnitCode, int), Dictionary<IndicatorCode, ReportedValue>> reports, Step step)
    {
        if (step.Kind == 0)
        {
            await world.RunAsync();
            return;
        }

        Dictionary<IndicatorCode, ReportedValue> values = step.Kind == 1 ? [] : new()
        {
            [Trees] = step.Kind == 2 ? ToDate(step.Amount) : Flow(step.Amount),
            [Online] = Ratio(step.Part, step.Part + step.Month),
            [Loans] = Flow(step.Amount),
        };
        reports[(step.Unit, step.Month)] = values;
        await world.ReportAsync(step.Unit.ToString(), step.Month, [.. values.Select(pair => (pair.Key, pair.Value))]);
    }
}

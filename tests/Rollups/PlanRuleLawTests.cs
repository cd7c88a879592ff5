using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Rollups.RollupTestData;

namespace YouthFunctions.Tests.Rollups;

/// <summary>
/// On random plans (every kind, way over time and over units, parts, decimals and direction) that change within the year, in a year
/// with a reorganisation and in one without: what runs store step by step, what a full recompute stores, what an export sums and what
/// a page of plain arithmetic comes to are the same to the last digit.
/// </summary>
public sealed class PlanRuleLawTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int FirstOfNewTree = 7;

    // Two provinces become one and districts go; communes merge and move. No unit is divided, so that plain sums are the reference.
    private static readonly UnitTree After = new(new Month(2024, FirstOfNewTree),
    [
        new(UnitCode.Country, "Trung ương", null), new(Code("01"), "Tỉnh mới", UnitCode.Country),
        new(Code("01101"), "Xã A", Code("01")), new(Code("01102"), "Xã B", Code("01")), new(Code("02201"), "Xã C", Code("01")),
    ]);

    private static readonly Succession Change = new Succession(
    [
        (Code("01"), Code("01"), 1), (Code("02"), Code("01"), 1),
        (Code("01101"), Code("01102"), 1), (Code("01102"), Code("01102"), 1), (Code("01201"), Code("01101"), 1),
        (Code("01202"), Code("01101"), 1), (Code("02101"), Code("02201"), 1), (Code("02102"), Code("02201"), 1),
        (Code("02201"), Code("02201"), 1), (Code("02202"), Code("02201"), 1),
    ]).Completed(SmallTree, After);

    private static readonly Gen<Indicator[]> Indicators = Gen.Select(
        Gen.Enum<IndicatorKind>(), Gen.Enum<OverTime>(), Gen.Enum<OverUnits>(), Gen.Int[0, 4], Gen.Bool, Gen.Bool)
        .Array[1, 5].Select(rules => rules.SelectMany((rule, i) => Create(i, rule)).ToArray());

    private static readonly Gen<(bool IsReorganised, UnitLevel[] Levels, Indicator[] Indicators, Step[] Steps)> Histories = Gen.Select(
        Gen.Bool, Gen.Int[0, 3].Select(depth => new UnitLevel(depth)).Array[1, 4].Select(levels => levels.Distinct().ToArray()), Indicators,
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 99], Gen.Int[0, 11], Gen.Int[0, 1_000_000], Gen.Int[0, 99],
            (month, unit, kind, amount, rule) => new Step(month, unit, kind, amount, rule)).Array[1, 30]);

    // Kind 0 runs the rollup, 1 withdraws the month, 2 changes the plan's rules and levels, 3 and 4 state the year to date.
    private sealed record Step(int Month, int Unit, int Kind, int Amount, int Rule);

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_few_plans_come_out_alike_in_four_ways() => await SampleAsync(6);

    [Fact]
    [Trait("Category", "siege")]
    public async Task Many_plans_come_out_alike_in_four_ways() => await SampleAsync(120);

    private async Task SampleAsync(int count)
    {
        var store = storage.NewStore();
        await store.CreateMissingAsync(CancellationToken.None);
        var year = 3000;
        await Histories.SampleAsync(
            async history => await PlayAsync(store, Interlocked.Increment(ref year), history), iter: count, threads: 1);
    }

    private static async Task PlayAsync(
        Store store, int year, (bool IsReorganised, UnitLevel[] Levels, Indicator[] Indicators, Step[] Steps) history)
    {
        var plan = Taken(
            new YearPlan(year, new Text("Năm thử", "A year for tests"), "test", history.Levels, history.Indicators), history.IsReorganised);
        var world = World(store, plan, history.IsReorganised);
        var reports = new Reports();
        foreach (var step in history.Steps)
        {
            if (step.Kind == 0)
                await world.RunAsync();
            else if (step.Kind == 2)
                world = World(store, plan = Taken(Changed(plan, step), history.IsReorganised), history.IsReorganised);
            else
                await ReportAsync(world, plan, reports, step);
        }

        await world.RunAsync();
        Assert.Equal(0, await world.WaitingAsync());
        var stepwise = await world.AllAsync();
        await world.RollUp.RecomputeAsync(world.Basis, Start, CancellationToken.None);
        var atOnce = await world.AllAsync();
        var exported = await ExportedAsync(store, world.Basis);
        Assert.Equal(atOnce.Keys.Where(unit => exported.ContainsKey(unit)).Order(), exported.Keys.Order());
        foreach (var unit in world.Basis.Tree.TopDown.Select(unit => unit.Code))
        {
            Rollup TotalOf(Dictionary<UnitCode, UnitYear> rows) =>
                rows.TryGetValue(unit, out var row) ? row.Total : world.Basis.Silent(unit);
            Assert.True(TotalOf(stepwise).HasSameCells(TotalOf(atOnce)));
            Assert.True(TotalOf(exported).HasSameCells(TotalOf(atOnce)));
            foreach (var indicator in plan.Indicators)
            {
                var byHand = ByHand(world.Basis, reports, indicator.Rule, unit);
                for (var month = 1; month <= 12; month++)
                {
                    var cell = TotalOf(stepwise)[indicator.Code, month];
                    Assert.Equal(byHand[month - 1], (cell.Amount, cell.YearToDate));
                    Assert.Equal(ExpectedByHand(world.Basis, plan, unit, month), cell.Expected);
                }
            }
        }

        Assert.Empty(await new RollupCheck(world.Rollups, new(new(store)), new(store)).RunAsync(world.Basis, CancellationToken.None));
    }

    // The reference: amount and year to date of a unit and all below it, month by month, from what was reported alone.
    private static (Measure Amount, Measure ToDate)[] ByHand(YearBasis basis, Reports reports, IndicatorRule rule, UnitCode top)
    {
        var children = basis.Tree.Children(top).Select(child => ByHand(basis, reports, rule, child.Code)).ToArray();
        var own = basis.MidYear is null ? new (Measure Amount, Measure Level)[12] : TakenOver(reports, rule, top);
        var (ownToDate, level, toDate, hasStated) = (Measure.Unknown, Measure.Unknown, Measure.Unknown, false);
        return [.. Enumerable.Range(0, 12).Select(month =>
        {
            var stated = month + 1 < basis.From ? null : reports.Find(top, month + 1, rule.Code);
            var amount = stated is null ? own[month].Amount
                : stated.Value.IsYearToDate && rule.OverTime == OverTime.Sum
                    ? Measure.Amount(Math.Max(0, stated.Value.Measure.Numerator - ownToDate.Numerator))
                    : stated.Value.Measure;
            hasStated |= stated is not null;
            ownToDate += amount;
            level = month + 1 < basis.From ? own[month].Level : stated is null ? level : amount;
            var below = Add(children.Select(child => child[month].Amount));
            var levels = Add(children.Select(child => child[month].ToDate));
            var replaces = rule.OverUnits == OverUnits.ParentReplaces;
            var total = replaces && stated is not null ? amount : amount + below;
            toDate += total;
            return (total, rule.OverTime == OverTime.Sum ? toDate : replaces && hasStated ? level : level + levels);
        })];
    }

    // What predecessors did before the day, and what each of them last said: nothing where a unit above them stated the figure for all.
    private static (Measure Amount, Measure Level)[] TakenOver(Reports reports, IndicatorRule rule, UnitCode unit)
    {
        var sums = new (Measure Amount, Measure Level)[12];
        foreach (var old in Change.PredecessorsOf(unit))
        {
            var (toDate, level) = (Measure.Unknown, Measure.Unknown);
            for (var month = 1; month < FirstOfNewTree; month++)
            {
                if (reports.Find(old, month, rule.Code) is { } stated)
                {
                    level = stated.IsYearToDate && rule.OverTime == OverTime.Sum
                        ? Measure.Amount(Math.Max(0, stated.Measure.Numerator - toDate.Numerator)) : stated.Measure;
                    toDate += level;
                    if (rule.OverUnits == OverUnits.Sum || SmallTree.PathToRoot(old).Skip(1).All(
                        above => reports.Find(above.Code, month, rule.Code) is null))
                        sums[month - 1].Amount += level;
                }

                sums[month - 1].Level += level;
            }
        }

        return sums;
    }

    private static int ExpectedByHand(YearBasis basis, YearPlan plan, UnitCode top, int month) => month >= basis.From
        ? basis.Tree.SubTree(top).Count(unit => plan.Expects(unit.Level))
        : basis.Tree.SubTree(top).Sum(unit => Change.PredecessorsOf(unit.Code).Count(old => plan.Expects(SmallTree[old].Level)));

    private static async Task<Dictionary<UnitCode, UnitYear>> ExportedAsync(Store store, YearBasis basis)
    {
        var (stored, rows) = (new UnitReports(store), new Dictionary<UnitCode, UnitYear>());
        var owns = new OwnRollupReader(stored);
        foreach (var top in basis.Tree.Children(UnitCode.Country).Select(unit => unit.Code).Append(UnitCode.Country))
        {
            var known = new List<Report>();
            await stored.ReadAsync(
                basis.Year, top, null, _ => true, _ => true, (_, reports) => known.AddRange(reports), CancellationToken.None);
            var carried = await owns.CarriedAsync(basis, top, _ => true, CancellationToken.None);
            YearSums.Add(basis, top, known, carried, rows, Start);
        }

        return rows;
    }

    private static async Task ReportAsync(RollupTestData world, YearPlan plan, Reports reports, Step step)
    {
        var tree = step.Month < world.Basis.From ? SmallTree : world.Basis.Tree;
        UnitCode[] units = [.. tree.TopDown.Select(item => item.Code)];
        var unit = units[step.Unit % units.Length];
        var values = new Dictionary<IndicatorCode, ReportedValue>();
        foreach (var (indicator, i) in plan.Indicators.Select((indicator, i) => (indicator, i)).Where(_ => step.Kind != 1))
        {
            var amount = step.Amount * (i + 1) / (decimal)Math.Pow(10, indicator.Decimals);
            // Intake refuses a parent's year to date where it stands for others.
            var isToDate = step.Kind is 3 or 4 && indicator.Kind == IndicatorKind.Flow && tree.Children(unit).Count == 0;
            if ((step.Rule + i) % 4 > 0) // some values are left out
                values[indicator.Code] = indicator.Kind == IndicatorKind.Ratio
                    ? Ratio(decimal.Truncate(amount / 3), amount + step.Month) : new(Measure.Amount(amount), isToDate);
        }

        reports.Set(unit, step.Month, values);
        await world.ReportAsync(unit.ToString(), step.Month, [.. values.Select(pair => (pair.Key, pair.Value))]);
    }

    // Another rule for one indicator that the plan check takes, and perhaps another level that must report.
    private static YearPlan Changed(YearPlan plan, Step step)
    {
        var which = step.Rule % plan.Indicators.Count;
        var indicators = plan.Indicators.ToArray();
        var overTime = indicators[which].OverTime == OverTime.Sum ? OverTime.Latest : OverTime.Sum;
        var overUnits = step.Amount % 3 == 0 ? OverUnits.ParentReplaces : OverUnits.Sum;
        foreach (var i in Enumerable.Range(0, indicators.Length).Where(
            i => i == which || indicators[i].PartOf == indicators[which].Code || indicators[which].PartOf == indicators[i].Code))
            indicators[i] = indicators[i] with { OverTime = overTime, OverUnits = overUnits };
        UnitLevel[] levels = [.. plan.ReportingLevels.Append(new UnitLevel(step.Unit % 4)).Distinct().Skip(step.Amount % 2)];
        return plan with { Indicators = indicators, ReportingLevels = levels.Length == 0 ? plan.ReportingLevels : levels };
    }

    // The plan as the plan check takes it: in the year of a reorganisation no level stands for all below.
    private static YearPlan Taken(YearPlan plan, bool isReorganised) => !isReorganised ? plan : plan with
    {
        Indicators = [.. plan.Indicators.Select(indicator =>
            indicator.OverTime == OverTime.Latest ? indicator with { OverUnits = OverUnits.Sum } : indicator)],
    };

    private static RollupTestData World(Store store, YearPlan plan, bool isReorganised)
    {
        if (!isReorganised)
            return new RollupTestData(store, SmallTree, plan);
        var after = new UnitTree(new Month(plan.Year, FirstOfNewTree), After.TopDown);
        return new RollupTestData(store, after, plan, new MidYear(plan, SmallTree, after, Change));
    }

    private static IEnumerable<Indicator> Create(
        int number, (IndicatorKind Kind, OverTime OverTime, OverUnits OverUnits, int Decimals, bool HigherIsBetter, bool HasPart) rule)
    {
        var whole = new Indicator(
            IndicatorCode.Parse($"i-{number}"), 1, new Text("Chỉ tiêu thử", "Indicator"), new Text("người", "people"), rule.Kind,
            rule.OverTime, rule.OverUnits, rule.HigherIsBetter ? Direction.HigherIsBetter : Direction.LowerIsBetter, false, rule.Decimals,
            AllocationWeights.Youth);
        return rule.HasPart
            ? [whole, whole with { Code = IndicatorCode.Parse($"i-{number}-part"), PartOf = whole.Code }]
            : [whole];
    }

    private static Measure Add(IEnumerable<Measure> measures) => measures.Aggregate(Measure.Unknown, (sum, measure) => sum + measure);

    private sealed class Reports
    {
        private readonly Dictionary<(UnitCode, int), Dictionary<IndicatorCode, ReportedValue>> _values = [];

        public void Set(UnitCode unit, int month, Dictionary<IndicatorCode, ReportedValue> values) => _values[(unit, month)] = values;

        public ReportedValue? Find(UnitCode unit, int month, IndicatorCode code) =>
            _values.TryGetValue((unit, month), out var values) && values.TryGetValue(code, out var value) ? value : null;
    }
}

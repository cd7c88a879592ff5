using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Rollups.Years;

/// <summary>What the sums of a year stand on: its tree, its indicators and who is expected to report.</summary>
/// <remarks>
/// A unit that never reported has no row. Its parent adds it as expected and silent, so that the figures do not depend on
/// whether a row was ever written, and communes that are not expected cost nothing.
/// </remarks>
public sealed class YearBasis
{
    private readonly YearPlan _plan;
    private readonly Dictionary<UnitCode, (int Before, int After)> _expected = [];
    private readonly ConcurrentDictionary<(int Before, int After), Rollup> _silent = new();
    private readonly Lazy<string> _fingerprint;

    /// <param name="plan">The year's plan.</param>
    /// <param name="tree">The tree that the year is summed on.</param>
    /// <param name="midYear">The reorganisation within the year; null for most years.</param>
    public YearBasis(YearPlan plan, UnitTree tree, MidYear? midYear = null)
    {
        (_plan, Tree, MidYear, Rules) = (plan, tree, midYear, plan.Rules);
        _fingerprint = new Lazy<string>(ComputeFingerprint);
        foreach (var unit in tree.TopDown.Reverse())
        {
            var below = _expected.GetValueOrDefault(unit.Code);
            var all = _expected[unit.Code] = (below.Before + (midYear?.ExpectedOf(unit.Code) ?? 0),
                below.After + (plan.Expects(unit.Level) ? 1 : 0));
            if (unit.Parent is not { } parent)
                continue;
            var sum = _expected.GetValueOrDefault(parent);
            _expected[parent] = (sum.Before + all.Before, sum.After + all.After);
        }
    }

    /// <summary>The reorganisation within the year; null for most years.</summary>
    public MidYear? MidYear { get; }

    /// <summary>The first month that the year's tree is in force: 1 for most years.</summary>
    public int From => MidYear?.From ?? 1;

    /// <summary>The year.</summary>
    public int Year => _plan.Year;

    /// <summary>The tree of the year.</summary>
    public UnitTree Tree { get; }

    /// <summary>How each indicator adds up.</summary>
    public IReadOnlyList<IndicatorRule> Rules { get; }

    /// <summary>What every sum of the year stands on besides reports: indicators and their rules, who must report, the tree, and who took
    /// over from whom within the year. Sums that were made on another basis must be made again.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>The plan's national target of an indicator; null where it has none.</summary>
    public decimal? NationalTarget(IndicatorCode indicator) => _plan.Find(indicator)?.Target;

    /// <summary>What the unit's reports come to; without reports, that they are expected.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="reports">Its own reports, from the first month of its tree on.</param>
    /// <param name="carried">What it takes over in the year of a reorganisation; null for nothing but what was expected.</param>
    public Rollup Own(UnitCode unit, IEnumerable<MonthReport> reports, Rollup? carried = null) => MidYear is null
        ? OwnPart.FromReports(Rules, _plan.Expects(unit.Level), reports)
        : OwnPart.FromReports(
            Rules, _plan.Expects(unit.Level), reports, carried ?? Totals.Silent(Rules, MidYear.ExpectedOf(unit)), MidYear.From);

    /// <summary>The total of a unit of whose sub-tree nothing was ever heard.</summary>
    public Rollup Silent(UnitCode unit) =>
        _silent.GetOrAdd(_expected[unit], count => Totals.Silent(Rules, count.Before, count.After, From));

    /// <summary>The own part of a unit without a report.</summary>
    public OwnRollup SilentOwn(UnitCode unit) => new(Own(unit, []), false, false);

    /// <summary>A unit's year: its own part and the years of its children. Every sum of a unit's year is made here.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="own">What its own reports come to.</param>
    /// <param name="rows">The years of its children, and of any other units; a child without one is silent.</param>
    /// <param name="reflectsUtc">Every report stored before this instant is in the own part and in the children's years.</param>
    /// <returns>The year, without the version of a stored row.</returns>
    public UnitYear Sum(UnitCode unit, OwnRollup own, IReadOnlyDictionary<UnitCode, UnitYear> rows, DateTimeOffset reflectsUtc)
    {
        var children = Tree.Children(unit);
        UnitYear[] known = [.. children.Select(child => rows.GetValueOrDefault(child.Code)).OfType<UnitYear>()];
        var total = Totals.Sum(
            Rules, own.Rollup,
            [.. children.Select(child => rows.TryGetValue(child.Code, out var row) ? row.Total : Silent(child.Code))], From);
        return new UnitYear(unit, Year, own.Rollup, total, reflectsUtc, default)
        {
            OwnAwaited = own.Awaited,
            Awaited = AwaitedValues.Merge(known.Select(child => child.Awaited).Append(own.Awaited), total, NationalTarget),
            States = unit == Tree.Root.Code ? new Dictionary<UnitCode, ReportStates>() : StatesOf(unit, own, known),
            IsOwnSimulated = own.IsSimulated,
            IsSimulated = own.IsSimulated || known.Any(child => child.IsSimulated),
        };
    }

    private static Dictionary<UnitCode, ReportStates> StatesOf(UnitCode unit, OwnRollup own, IEnumerable<UnitYear> below)
    {
        var states = below.SelectMany(child => child.States).ToDictionary();
        if (own.HasReports)
            states[unit] = own.States;
        return states;
    }

    /// <summary>The partitions of reports that the year's sums read: the provinces before and after, and the centre.</summary>
    public IEnumerable<UnitCode> Partitions =>
        Tree.Children(Tree.Root.Code).Select(province => province.Code).Concat(MidYear?.Provinces ?? []).Append(Tree.Root.Code).Distinct();

    /// <summary>The partitions of reports that the sums of a province, or of the centre and so of all, follow from.</summary>
    public IEnumerable<UnitCode> PartitionsOf(UnitCode top) => top == Tree.Root.Code ? Partitions
        : MidYear is null ? [top]
        : Tree.SubTree(top).SelectMany(unit => MidYear.PartitionsOf(unit.Code)).Append(top).Distinct();

    /// <summary>The units that are summed with a top: a province and all below it, parents first; the centre alone.</summary>
    public IReadOnlyList<Unit> UnitsOf(UnitCode top) => top == Tree.Root.Code ? [Tree.Root] : [.. Tree.SubTree(top)];

    /// <summary>The units whose own part follows from the reports under a code in a partition; none for a stray.</summary>
    public IEnumerable<UnitCode> AffectedUnits(UnitCode partition, UnitCode code) =>
        (Tree.TryGet(code, out _) && TopOf(code) == partition ? [code] : Enumerable.Empty<UnitCode>())
            .Concat(MidYear?.AffectedUnits(code, partition) ?? []).Distinct();

    /// <summary>The province of a unit, or the centre for the centre.</summary>
    public UnitCode TopOf(UnitCode unit) => Tree.ProvinceOf(unit) ?? unit;

    private string ComputeFingerprint() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
    [
        .. Rules.OrderBy(rule => rule.Code).Select(rule => FormattableString.Invariant(
            $"{rule.Code} {rule.Kind} {rule.OverTime} {rule.OverUnits}")),
        string.Join(',', _plan.ReportingLevels.Order()),
        FormattableString.Invariant($"{Tree.From} {Tree.Count}"),
        .. Tree.TopDown.Select(unit => FormattableString.Invariant($"{unit.Code}<{unit.Parent}")),
        MidYear?.Fingerprint() ?? "",
    ]))));
}

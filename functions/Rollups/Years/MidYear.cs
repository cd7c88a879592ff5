using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Rollups.Years;

/// <summary>
/// A reorganisation within a year: reports of the months before it stay where they were made, and the year is summed on the
/// later tree, whose units take over what their predecessors did, in the shares of the succession and without a remainder.
/// </summary>
public sealed class MidYear
{
    private readonly YearPlan _plan;
    private readonly IReadOnlyList<IndicatorRule> _rules;
    private readonly UnitTree _before;
    private readonly Succession _succession;
    private readonly Dictionary<UnitCode, int> _expected = [];

    /// <param name="plan">The year's plan.</param>
    /// <param name="before">The tree of the months before.</param>
    /// <param name="after">The tree at the end of the year.</param>
    /// <param name="succession">Heirs for every unit of <paramref name="before"/>.</param>
    public MidYear(YearPlan plan, UnitTree before, UnitTree after, Succession succession)
    {
        (_plan, _rules, _before, _succession, From) = (plan, plan.Rules, before, succession, after.From.Number);
        foreach (var unit in before.TopDown.Where(unit => plan.Expects(unit.Level)))
        {
            var heir = FirstHeirOf(unit.Code);
            _expected[heir] = _expected.GetValueOrDefault(heir) + 1;
        }
    }

    /// <summary>The first month of the later tree, 2 to 12.</summary>
    public int From { get; }

    /// <summary>The provinces before, each a partition of reports; the centre is another.</summary>
    public IEnumerable<UnitCode> Provinces => _before.Children(_before.Root.Code).Select(province => province.Code);

    /// <summary>Whose reports a unit takes over.</summary>
    public IReadOnlyCollection<UnitCode> PredecessorsOf(UnitCode unit) => _succession.PredecessorsOf(unit);

    /// <summary>The units whose own part follows from the reports of a unit of before, if these were kept in a partition: its heirs,
    /// and where its figure can replace others', the heirs of all below it.</summary>
    public IEnumerable<UnitCode> AffectedUnits(UnitCode old, UnitCode partition) =>
        !_before.TryGet(old, out var unit) || PartitionOf(old) != partition ? []
        : (Replaces ? _before.SubTree(old) : [unit])
            .SelectMany(item => _succession.HeirsOf(item.Code)).Select(heir => heir.Unit).Distinct();

    /// <summary>Whether a parent's figure can stand for those below it.</summary>
    private bool Replaces => _rules.Any(rule => rule.OverUnits == OverUnits.ParentReplaces);

    /// <summary>Whose reports tell what predecessors pass on: their own, and where a parent's figure can replace others', those of all
    /// above them; each predecessor stands before those above it.</summary>
    public IEnumerable<UnitCode> SourcesOf(IEnumerable<UnitCode> predecessors) =>
        Replaces ? predecessors.SelectMany(PathOf) : predecessors;

    /// <summary>The partitions of the reports that a unit's own part follows from.</summary>
    public IEnumerable<UnitCode> PartitionsOf(UnitCode unit) => SourcesOf(PredecessorsOf(unit)).Select(PartitionOf);

    /// <summary>What the sums of the year take from the succession: a hash of who takes over from whom, in which shares.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var old in _before.TopDown)
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{old.Code}:{string.Join(',', _succession.HeirsOf(old.Code).Select(heir => FormattableString.Invariant(
                    $"{heir.Unit}={heir.Weight}")))}\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The heir that stands for a predecessor where something is not divided: the first of the largest.</summary>
    public UnitCode FirstHeirOf(UnitCode old) => _succession.HeirsOf(old).MaxBy(heir => heir.Weight).Unit;

    /// <summary>The partition of a predecessor's reports: its province, or the centre.</summary>
    public UnitCode PartitionOf(UnitCode old) => _before.ProvinceOf(old) ?? _before.Root.Code;

    // A predecessor and all that stood above it.
    private IEnumerable<UnitCode> PathOf(UnitCode old) => _before.PathToRoot(old).Select(unit => unit.Code);

    /// <summary>How many predecessors a unit stands for that were expected to report.</summary>
    public int ExpectedOf(UnitCode unit) => _expected.GetValueOrDefault(unit);

    /// <summary>What a predecessor's reports come to.</summary>
    public Rollup Own(UnitCode old, IEnumerable<MonthReport> reports) =>
        OwnPart.FromReports(_rules, _before.TryGet(old, out var unit) && _plan.Expects(unit.Level), reports);

    /// <summary>What each heir takes over of a predecessor.</summary>
    /// <param name="old">The predecessor.</param>
    /// <param name="own">Its own part.</param>
    /// <param name="above">The own parts of those above it, where figures can replace others.</param>
    public IEnumerable<(UnitCode Heir, Rollup Part)> Parts(UnitCode old, Rollup own, IReadOnlyCollection<Rollup> above)
    {
        var heirs = _succession.HeirsOf(old);
        var parts = Apportionment.Divide(_rules, Replaced.Without(_rules, own, above), [.. heirs.Select(heir => heir.Weight)]);
        return heirs.Zip(parts, (heir, part) => (heir.Unit, part));
    }
}

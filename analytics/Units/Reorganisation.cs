using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Units;

/// <summary>
/// A dated change from one tree of units to another. It changes no report and no rollup: data stay where they were made
/// and are read on either tree through <see cref="Succession"/>, so that leaving the reorganisation out again undoes it.
/// </summary>
/// <param name="From">The first month of the new tree.</param>
/// <param name="Before">The tree until then.</param>
/// <param name="After">The tree from then on.</param>
/// <param name="Succession">Heirs for every unit of <paramref name="Before"/>.</param>
public sealed record Reorganisation(Month From, UnitTree Before, UnitTree After, Succession Succession)
{
    /// <summary>Makes the changes one after the other.</summary>
    /// <exception cref="ArgumentException">A change names a unit that is not there, a code that is taken, or a parent that
    /// is not above; or a unit is split that has units below it.</exception>
    public static Reorganisation Create(UnitTree before, Month from, IEnumerable<UnitChange> changes)
    {
        var units = before.TopDown.ToDictionary(unit => unit.Code);
        var succession = Succession.Unchanged(before);
        foreach (var change in changes)
            succession = succession.Then(Apply(units, change));
        return new Reorganisation(from, before, new UnitTree(from, units.Values), succession);
    }

    /// <summary>This reorganisation and the one after it as one.</summary>
    public Reorganisation Then(Reorganisation next) => new(next.From, Before, next.After, Succession.Then(next.Succession));

    private static Succession Apply(Dictionary<UnitCode, Unit> units, UnitChange change)
    {
        var links = units.Keys.ToDictionary(code => code, code => new[] { new Heir(code, 1) });
        switch (change)
        {
            case Merge merge:
                foreach (var source in merge.Sources)
                    Take(units, source);
                Put(units, merge.Into);
                foreach (var orphan in units.Values.Where(unit => unit.Parent is { } parent && merge.Sources.Contains(parent)).ToArray())
                    units[orphan.Code] = orphan with { Parent = merge.Into.Code };
                foreach (var source in merge.Sources)
                    links[source] = [new Heir(merge.Into.Code, 1)];
                break;
            case Split split:
                if (units.Values.Any(unit => unit.Parent == split.Source))
                    throw new ArgumentException($"{split.Source} has units below it: move them first.", nameof(change));
                Take(units, split.Source);
                foreach (var (part, _) in split.Parts)
                    Put(units, part);
                links[split.Source] = [.. split.Parts.Select(part => new Heir(part.Unit.Code, part.Weight))];
                break;
            case Move move:
                Put(units, Take(units, move.Unit) with { Parent = move.NewParent });
                break;
            case Rename rename:
                Put(units, Take(units, rename.Unit) with { Name = rename.Name.Normalize() });
                break;
            default:
                throw new ArgumentException($"A change of the kind {change.GetType().Name} is not known.", nameof(change));
        }

        return new Succession(links.SelectMany(pair => pair.Value.Select(heir => (pair.Key, heir.Unit, heir.Weight))));
    }

    private static Unit Take(Dictionary<UnitCode, Unit> units, UnitCode code) =>
        units.Remove(code, out var unit) ? unit : throw new ArgumentException($"There is no unit {code} to change.", nameof(code));

    private static void Put(Dictionary<UnitCode, Unit> units, Unit unit)
    {
        if (unit.Parent is not { } parent || !units.ContainsKey(parent) || parent.Depth >= unit.Code.Depth)
            throw new ArgumentException($"{unit.Code} must come under a unit above its level that is there.", nameof(unit));
        if (!units.TryAdd(unit.Code, unit))
            throw new ArgumentException($"The code {unit.Code} is taken.", nameof(unit));
    }
}

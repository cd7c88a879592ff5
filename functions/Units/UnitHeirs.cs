using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;

namespace YouthFunctions.Units;

/// <summary>Where a unit stands that another tree than the asked one has: who took it over, or from whom it came.</summary>
public sealed class UnitHeirs(UnitRegister register, SuccessionStore successions)
{
    /// <summary>The units of <paramref name="tree"/> that stand for a unit which it does not have; empty when no tree has it, or when
    /// neither it nor any of those is within reach.</summary>
    /// <param name="code">The unit asked for.</param>
    /// <param name="tree">The tree of the month asked for.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyList<Unit>> FindAsync(UnitCode code, UnitTree tree, Caller caller, CancellationToken cancel)
    {
        // The nearest tree that has it: the code may have named yet another place long before.
        var other = register.Trees.Where(other => other != tree && other.TryGet(code, out _))
            .MinBy(other => Math.Abs(other.From.MonthsSince(tree.From)));
        if (other is null || tree.TryGet(code, out _))
            return [];
        var succession = await successions.BetweenAsync(other, tree, cancel);
        Unit[] heirs = [.. succession.HeirsOf(code).Select(heir => tree[heir.Unit])];
        return caller.Find(other, code) is not null || heirs.Any(heir => caller.Find(tree, heir.Code) is not null) ? heirs : [];
    }
}

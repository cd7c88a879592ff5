using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Calls;

/// <summary>Who asks: roles at a unit.</summary>
/// <param name="Id">Stable and not secret: the key's id, or the subject of a token. Stands in logs and the audit trail.</param>
/// <param name="Role">One role, or several at once.</param>
/// <param name="Unit">The top of the sub-tree that it sees and writes.</param>
/// <param name="TreeMonth">A month of the tree in which the unit is meant, for a code names one unit only together with a month; null
/// for the tree in force now.</param>
public sealed record Caller(string Id, Role Role, UnitCode Unit, Month? TreeMonth = null)
{
    /// <summary>The trees (by their first months) in which the code is still, or was already, the unit that is meant. None until
    /// <c>UnitContinuity</c> has found them: such a caller reaches nothing.</summary>
    public IReadOnlyCollection<Month> Trees { get; init; } = [];

    /// <summary>Whether the whole country is within reach.</summary>
    public bool IsAtCentre => Unit == UnitCode.Country;

    /// <summary>Whether there are units below its own in any tree in which its unit is the one meant.</summary>
    public bool HasUnitsBelow { get; init; }

    /// <summary>Whether one of the roles is that of an administrator.</summary>
    public bool IsAdministrator => Role.HasFlag(Role.Administrator);

    /// <summary>Whether the caller may reach a function that is meant for <paramref name="roles"/>.</summary>
    public bool HasRole(Role roles) => IsAdministrator || (roles & Role) != 0;

    /// <summary>The unit of a code in a tree; null when the tree has none or it is not within the caller's sub-tree there. The two are
    /// not told apart.</summary>
    public Unit? Find(UnitTree tree, UnitCode code) => Trees.Contains(tree.From) && tree.IsWithin(code, Unit) ? tree[code] : null;
}

using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Access;

/// <summary>What a caller may do. A function names the roles that reach it.</summary>
[Flags]
public enum Role
{
    /// <summary>Nobody in particular: the function is open.</summary>
    None = 0,

    /// <summary>Reports for its unit and the units below.</summary>
    Reporter = 1,

    /// <summary>Reads summaries and forecasts.</summary>
    Leader = 2,

    /// <summary>Downloads exports.</summary>
    Analyst = 4,

    /// <summary>Runs the product; may do all the others may.</summary>
    Administrator = 8,

    /// <summary>Everybody who is signed in.</summary>
    Everyone = Reporter | Leader | Analyst | Administrator,
}

/// <summary>Who asks: a role at a unit.</summary>
/// <param name="Id">Stable and not secret: the key's id, or the subject of a token. Stands in logs and the audit trail.</param>
/// <param name="Role">One role.</param>
/// <param name="Unit">The top of the sub-tree that it sees and writes.</param>
public sealed record Caller(string Id, Role Role, UnitCode Unit)
{
    /// <summary>Whether the caller may reach a function that is meant for <paramref name="roles"/>.</summary>
    public bool May(Role roles) => Role == Role.Administrator || (roles & Role) != 0;
}

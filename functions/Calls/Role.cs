namespace YouthFunctions.Calls;

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

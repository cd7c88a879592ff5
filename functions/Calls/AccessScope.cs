namespace YouthFunctions.Calls;

/// <summary>What a function reads or changes, which says whose caller may use it. The pipeline holds callers to it.</summary>
public enum AccessScope
{
    /// <summary>Nothing of anybody's: no caller is needed.</summary>
    Anonymous,

    /// <summary>What is the same for the whole country and every signed-in caller may know; such a function changes nothing.</summary>
    Shared,

    /// <summary>The unit in the route and what is below it, which must lie in the caller's sub-tree.</summary>
    Unit,

    /// <summary>The caller's own sub-tree: lists hold nothing else, and a unit named in the body or query must lie in it.</summary>
    Caller,

    /// <summary>The whole country or the installation: callers at the centre only.</summary>
    Country,
}

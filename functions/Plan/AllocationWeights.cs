namespace YouthFunctions.Plan;

/// <summary>What a province's share of a national target follows while there is no result of last year.</summary>
public enum AllocationWeights
{
    /// <summary>People of 15 to 29 years.</summary>
    Youth,

    /// <summary>Children of 5 to 14 years.</summary>
    Children,

    /// <summary>Both.</summary>
    YouthAndChildren,
}

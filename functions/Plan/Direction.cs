namespace YouthFunctions.Plan;

/// <summary>Whether more or less of an indicator is better.</summary>
public enum Direction
{
    /// <summary>The target is a floor.</summary>
    HigherIsBetter,

    /// <summary>The target is a ceiling.</summary>
    LowerIsBetter,
}

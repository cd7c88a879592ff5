namespace YouthFunctions.Plan;

/// <summary>What a direction asks of a value.</summary>
public static class DirectionRule
{
    /// <summary>Whether a value meets a target: at least a floor, at most a ceiling.</summary>
    public static bool IsMetBy(this Direction direction, double value, double target) =>
        direction == Direction.HigherIsBetter ? value >= target : value <= target;
}

namespace YouthFunctions.Forecasts.Scores;

/// <summary>How the targets that were missed had been warned of over the year.</summary>
/// <param name="Missed">How many targets were missed.</param>
/// <param name="Warned">How many of those were ever called lagging before their year was over.</param>
/// <param name="MonthsEarly">How many months were left, on average, when those were first called so; 0 without any.</param>
public sealed record WarningScore(int Missed, int Warned, double MonthsEarly)
{
    /// <summary>Missed and never warned of.</summary>
    public int NeverWarned => Missed - Warned;
}

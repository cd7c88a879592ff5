using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Summaries.Standings;

/// <summary>The stable codes of statuses in JSON and identifiers, and which of them ask for something.</summary>
public static class StatusCodeText
{
    /// <summary>Whether somebody must do something: catch up, confirm a value, or answer for a target missed.</summary>
    public static bool NeedsAttention(this TargetStatus status) =>
        status is TargetStatus.Lagging or TargetStatus.AtRisk or TargetStatus.Missed or TargetStatus.AwaitsConfirmation;

    /// <summary><c>lagging</c>, <c>atRisk</c>, <c>noData</c> and so on.</summary>
    public static string Code(this TargetStatus status) => char.ToLowerInvariant(status.ToString()[0]) + status.ToString()[1..];
}

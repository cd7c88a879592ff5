using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Summaries.Charts;

/// <summary>How a status looks.</summary>
public static class StatusStyle
{
    /// <summary>The class that colours it.</summary>
    public static string Style(this TargetStatus status) => status switch
    {
        TargetStatus.Achieved => "achieved",
        TargetStatus.OnTrack => "ontrack",
        TargetStatus.AtRisk => "atrisk",
        TargetStatus.Lagging or TargetStatus.Missed => "lagging",
        TargetStatus.AwaitsConfirmation => "awaits",
        _ => "nodata",
    };

    /// <summary>The sign before its name, so that colour is never alone.</summary>
    public static string Sign(this TargetStatus status) => status switch
    {
        TargetStatus.Achieved => "✓",
        TargetStatus.OnTrack => "●",
        TargetStatus.AtRisk => "▲",
        TargetStatus.Lagging => "▼",
        TargetStatus.Missed => "✗",
        TargetStatus.AwaitsConfirmation => "?",
        _ => "○",
    };
}

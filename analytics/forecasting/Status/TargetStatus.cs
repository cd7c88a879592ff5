namespace YouthFunctions.Forecasting.Status;

/// <summary>Where a unit stands against a target.</summary>
public enum TargetStatus
{
    /// <summary>Too little is reported to tell.</summary>
    NoData,

    /// <summary>Will very likely miss.</summary>
    Lagging,

    /// <summary>May well miss.</summary>
    AtRisk,

    /// <summary>Will likely meet.</summary>
    OnTrack,

    /// <summary>Has met already.</summary>
    Achieved,

    /// <summary>A doubted value decides, and nobody has confirmed it yet.</summary>
    AwaitsConfirmation,

    /// <summary>The year is over and the target was not met.</summary>
    Missed,
}

namespace YouthFunctions.Plan;

/// <summary>Whether a month takes reports at an instant.</summary>
public enum MonthState
{
    /// <summary>It has not begun.</summary>
    Future,

    /// <summary>Reports are taken and are on time.</summary>
    Open,

    /// <summary>Reports are taken and marked late.</summary>
    Late,

    /// <summary>Reports are refused.</summary>
    Closed,
}

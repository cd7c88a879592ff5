namespace YouthFunctions.Forecasting.Status;

/// <summary>Why a status is as it is, for words in any language.</summary>
public enum ReasonCode
{
    /// <summary>Figure: reported so far. Reference: the same months of last year.</summary>
    BehindLastYear,

    /// <summary>Figure: reported so far. Reference: the share of the target that is usual by now, in the target's unit.</summary>
    BehindUsualShare,

    /// <summary>Figure: the strongest months so far (the campaign). Reference: what they usually bring of the target.</summary>
    CampaignBelowUsual,

    /// <summary>Figure: silent units. Reference: all units.</summary>
    UnitsSilent,

    /// <summary>Figure: months without a report. Reference: months elapsed.</summary>
    MonthsMissing,

    /// <summary>Figure: the target now. Reference: the target before.</summary>
    TargetRaised,

    /// <summary>Figure: the monthly pace needed. Reference: the best comparable months.</summary>
    PaceOutOfReach,

    /// <summary>Of a ratio. Figure: its numerator. Reference: the same month of last year.</summary>
    NumeratorMoved,

    /// <summary>Of a ratio. Figure: its denominator. Reference: the same month of last year.</summary>
    DenominatorMoved,

    /// <summary>Of a ratio. Figure: its numerator. Reference: what the target takes at today's denominator.</summary>
    NumeratorOffTarget,
}

/// <summary>What moved a status.</summary>
public enum ReasonKind
{
    /// <summary>What was done.</summary>
    Performance,

    /// <summary>What was not reported.</summary>
    Reporting,

    /// <summary>What was asked for.</summary>
    Target,
}

/// <summary>One reason.</summary>
/// <param name="Code">Which.</param>
/// <param name="Kind">Performance, reporting or target.</param>
/// <param name="Figure">The figure now; see the code.</param>
/// <param name="Reference">What it is held against; see the code.</param>
/// <param name="Weight">The gap as a share of the target: larger reasons first.</param>
public sealed record StatusReason(ReasonCode Code, ReasonKind Kind, double Figure, double Reference, double Weight);

/// <summary>What it takes: the monthly pace to the target and the best comparable months.</summary>
/// <param name="Required">Needed a month for the rest of the year.</param>
/// <param name="BestComparable">The best average of as many months running as are left, in the years before; null without any.</param>
public sealed record RequiredPace(double Required, double? BestComparable);

/// <summary>Facts beyond the series itself.</summary>
/// <param name="UnitsSilent">Units below that have not reported the last month known.</param>
/// <param name="Units">Units below.</param>
/// <param name="FormerTarget">The target before the last change; null when never changed.</param>
/// <param name="IsCeiling">Whether less is better: then only what was not reported explains anything.</param>
public sealed record ReportingFacts(int UnitsSilent = 0, int Units = 0, double? FormerTarget = null, bool IsCeiling = false);

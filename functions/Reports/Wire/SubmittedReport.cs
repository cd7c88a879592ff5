using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Wire;

/// <summary>A report as sent, whatever the format: read, but not yet held against units, calendar and plan.</summary>
/// <param name="Unit">The code of the unit; null when absent.</param>
/// <param name="Period">The month; null when absent.</param>
/// <param name="Values">In the order sent.</param>
/// <param name="Reason">Why something is corrected.</param>
/// <param name="Replaces">The revision that this one replaces.</param>
/// <param name="IsSimulated">Whether the demo made it.</param>
/// <param name="Pointer">Where the report as a whole stands.</param>
public sealed record SubmittedReport(
    Submitted<string>? Unit, Submitted<string>? Period, IReadOnlyList<SubmittedValue> Values, Submitted<string>? Reason,
    Submitted<int>? Replaces, bool IsSimulated, string Pointer)
{
    /// <summary>Whether the sender says that values that stand out are right.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether what is left out stands as it was reported before, and is not unknown.</summary>
    public bool IsPartial { get; init; }

    /// <summary>In a partial report: what is taken back, by the code of the indicator.</summary>
    public IReadOnlyList<SubmittedValue> Deleted { get; init; } = [];

    /// <summary>Whether it takes the whole report back.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>The unit's name as sent beside its code; null for none.</summary>
    public Submitted<string>? UnitName { get; init; }

    /// <summary>Whether leading zeros of the unit's code may be lost: it came as a number, or through a program that drops them.</summary>
    public bool MayLackZeros { get; init; }

    /// <summary>Where the value of an indicator stands; the report's own place when it states none.</summary>
    public string PointerTo(IndicatorCode code) => Values.FirstOrDefault(value => value.Indicator == code)?.Code.Pointer ?? Pointer;

    /// <summary>Where the unit stands, or would stand.</summary>
    public string UnitPointer { get => field ?? $"{Pointer}/unit"; init; }

    /// <summary>Where the month stands, or would stand.</summary>
    public string PeriodPointer { get => field ?? $"{Pointer}/period"; init; }

    /// <summary>Where values stand, or would stand.</summary>
    public string ValuesPointer { get => field ?? $"{Pointer}/values"; init; }
}

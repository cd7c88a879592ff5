using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Wire;

/// <summary>Something that was sent, and where in what was sent it stands.</summary>
/// <param name="Value">What was sent.</param>
/// <param name="At">A JSON pointer (RFC 6901), or a cell such as <c>B7</c>.</param>
public readonly record struct Sent<T>(T Value, string At);

/// <summary>A value as sent: read, but not yet held against the plan.</summary>
/// <param name="Code">What stands for the indicator.</param>
/// <param name="Amount">Of the month alone.</param>
/// <param name="YearToDate">From January on.</param>
/// <param name="Numerator">Of a ratio.</param>
/// <param name="Denominator">Of a ratio.</param>
/// <param name="IsBroken">Whether reading found a fault in it already; then it says nothing more.</param>
public sealed record SentValue(
    Sent<string> Code, Sent<decimal>? Amount, Sent<decimal>? YearToDate, Sent<decimal>? Numerator, Sent<decimal>? Denominator, bool IsBroken = false)
{
    /// <summary>The values of which this one is the sum, if it was made of several; each must hold by itself.</summary>
    public IReadOnlyList<SentValue> Entries { get; init; } = [];

    /// <summary>The indicator's code, written in any case; null when what was sent has not the shape of one.</summary>
    public IndicatorCode? Indicator { get; } = IndicatorCode.TryParse(Code.Value.ToLowerInvariant(), out var code) ? code : null;
}

/// <summary>A report as sent, whatever the format: read, but not yet held against units, calendar and plan.</summary>
/// <param name="Unit">The code of the unit; null when absent.</param>
/// <param name="Period">The month; null when absent.</param>
/// <param name="Values">In the order sent.</param>
/// <param name="Reason">Why something is corrected.</param>
/// <param name="Replaces">The revision that this one replaces.</param>
/// <param name="IsSimulated">Whether the demo made it.</param>
/// <param name="At">Where the report as a whole stands.</param>
public sealed record SentReport(
    Sent<string>? Unit, Sent<string>? Period, IReadOnlyList<SentValue> Values, Sent<string>? Reason, Sent<int>? Replaces, bool IsSimulated, string At)
{
    /// <summary>Whether the sender says that values that stand out are right.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether what is left out stands as it was reported before, and is not unknown.</summary>
    public bool IsPartial { get; init; }

    /// <summary>In a partial report: what is taken back, by the code of the indicator.</summary>
    public IReadOnlyList<SentValue> Deleted { get; init; } = [];

    /// <summary>Whether it takes the whole report back.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>The unit's name as sent beside its code; null for none.</summary>
    public Sent<string>? UnitName { get; init; }

    /// <summary>Whether leading zeros of the unit's code may be lost: it came as a number, or through a program that drops them.</summary>
    public bool MayLackZeros { get; init; }

    /// <summary>Where the value of an indicator stands; the report's own place when it states none.</summary>
    public string PlaceOf(IndicatorCode code) => Values.FirstOrDefault(value => value.Indicator == code)?.Code.At ?? At;

    /// <summary>Where the unit stands, or would stand.</summary>
    public string UnitAt { get => field ?? $"{At}/unit"; init; }

    /// <summary>Where the month stands, or would stand.</summary>
    public string PeriodAt { get => field ?? $"{At}/period"; init; }

    /// <summary>Where values stand, or would stand.</summary>
    public string ValuesAt { get => field ?? $"{At}/values"; init; }
}

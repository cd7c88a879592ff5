using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Wire;

/// <summary>A value as sent: read, but not yet held against the plan.</summary>
/// <param name="Code">What stands for the indicator.</param>
/// <param name="Amount">Of the month alone.</param>
/// <param name="YearToDate">From January on.</param>
/// <param name="Numerator">Of a ratio.</param>
/// <param name="Denominator">Of a ratio.</param>
/// <param name="IsBroken">Whether reading found a fault in it already; then it says nothing more.</param>
public sealed record SubmittedValue(
    Submitted<string> Code, Submitted<decimal>? Amount, Submitted<decimal>? YearToDate, Submitted<decimal>? Numerator,
    Submitted<decimal>? Denominator, bool IsBroken = false)
{
    /// <summary>The values of which this one is the sum, if it was made of several; each must hold by itself.</summary>
    public IReadOnlyList<SubmittedValue> Entries { get; init; } = [];

    /// <summary>The indicator's code, written in any case; null when what was sent has not the shape of one.</summary>
    public IndicatorCode? Indicator { get; } = IndicatorCode.TryParse(Code.Value.ToLowerInvariant(), out var code) ? code : null;
}

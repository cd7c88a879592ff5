using System.Globalization;
using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Records;

/// <summary>A value of a report that is out of proportion and awaits confirmation.</summary>
/// <param name="Indicator">Which.</param>
/// <param name="Why">Out of proportion to what, and what would not be; null in rows stored before reasons were kept.</param>
public sealed record ValueDoubt(IndicatorCode Indicator, Doubt? Why)
{
    private const char Between = ':';

    /// <summary>The doubts of a report in one text: <c>trees-planted:Target:0:14290</c> each, separated by commas.</summary>
    public static string? ToText(IReadOnlyList<ValueDoubt> doubts) =>
        doubts.Count == 0 ? null : string.Join(',', doubts.Select(doubt => doubt.ToString()));

    /// <summary>Reads such a text; a code alone, as older rows have it, is a doubt without a reason.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static IReadOnlyList<ValueDoubt> FromText(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(value => Parse(value.Split(Between)))];

    /// <inheritdoc/>
    public override string ToString() => Why is null ? Indicator.ToString() : string.Create(
        CultureInfo.InvariantCulture, $"{Indicator}:{Why.Reason}:{Why.Low}:{Why.High}{(Why.IsOfDenominator ? ":denominator" : "")}");

    private static ValueDoubt Parse(string[] parts) => new(IndicatorCode.Parse(parts[0]), parts.Length < 4 ? null : new Doubt(
        Enum.Parse<DoubtReason>(parts[1]), decimal.Parse(parts[2], CultureInfo.InvariantCulture),
        parts[3].Length == 0 ? null : decimal.Parse(parts[3], CultureInfo.InvariantCulture))
    { IsOfDenominator = parts.Length > 4 });
}

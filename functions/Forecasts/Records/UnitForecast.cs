using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasts.Records;

/// <summary>The current forecasts of one unit and year.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Year">The year.</param>
/// <param name="AsOf">The day the forecast was made.</param>
/// <param name="MonthsKnown">How many months of the year it knows, 0 to 12.</param>
/// <param name="ReflectsUtc">The instant of the rollup it read.</param>
/// <param name="ModelHash">Which model and input made it, lower-case hex.</param>
/// <param name="Indicators">In the order of the plan.</param>
public sealed record UnitForecast(
    UnitCode Unit, int Year, DateOnly AsOf, int MonthsKnown, DateTimeOffset ReflectsUtc, string ModelHash,
    IReadOnlyList<IndicatorForecast> Indicators)
{
    /// <summary>What is flagged anywhere below the unit; null where nothing lies below, and in forecasts kept before this was.</summary>
    public FlagsBelow? Below { get; init; }

    /// <summary>The latest changes of status anywhere below, the latest first; bounded, and kept apart from the rest.</summary>
    [JsonIgnore]
    public IReadOnlyList<StatusChange> ChangesBelow { get; init; } = [];

    /// <summary>Whether simulated reports are in the sums that it was made of.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>As much of it as the next forecast looks at: those of a country are held at once.</summary>
    public UnitForecast ForTheNext() => this with
    {
        Below = null,
        ChangesBelow = [],
        Indicators =
        [
            .. Indicators.Select(indicator => indicator with
            {
                PastYears = null,
                Course = null,
                CourseBefore = null,
                Reasons = [],
                Carriers = null,
            }),
        ],
    };
}

using System.Text.Json;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Parts;

/// <summary>How many forecasts of a part have a status that is told of.</summary>
/// <param name="Counts">By status.</param>
public sealed record StatusCounts(IReadOnlyDictionary<TargetStatus, int> Counts)
{
    /// <summary>The statuses that are counted.</summary>
    public static readonly IReadOnlyList<TargetStatus> Counted =
        [TargetStatus.Lagging, TargetStatus.AtRisk, TargetStatus.AwaitsConfirmation];

    /// <summary>Counts forecasts.</summary>
    public static StatusCounts Create(IReadOnlyCollection<UnitForecast> forecasts) => new(Counted.ToDictionary(
        status => status, status => forecasts.Sum(unit => unit.Indicators.Count(forecast => forecast.Status == status))));

    /// <summary>These and others together.</summary>
    public StatusCounts Plus(StatusCounts other) =>
        new(Counted.ToDictionary(status => status, status => Counts[status] + other.Counts[status]));

    /// <summary>What a part told.</summary>
    public static StatusCounts Read(string text) => JsonSerializer.Deserialize<StatusCounts>(text, StoredJson.Options)!;

    /// <summary>The text that is kept with the part.</summary>
    public string Write() => JsonSerializer.Serialize(this, StoredJson.Options);
}

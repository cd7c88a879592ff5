using System.Text.Json;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports.Receiving;

/// <summary>The message that has a province rolled up.</summary>
/// <param name="Province">The partition of the reports: a province, or the centre.</param>
/// <param name="Year">The year of the reports.</param>
/// <param name="SentUtc">When it was sent.</param>
public sealed record RollupRequest(UnitCode Province, int Year, DateTimeOffset SentUtc)
{
    /// <summary>The message's text.</summary>
    public string Write() => JsonSerializer.Serialize(this, StoredJson.Options);

    /// <summary>Reads a message.</summary>
    /// <exception cref="JsonException">It is no such message.</exception>
    public static RollupRequest Read(string text) =>
        JsonSerializer.Deserialize<RollupRequest>(text, StoredJson.Options) ?? throw new JsonException("An empty request for a rollup.");
}

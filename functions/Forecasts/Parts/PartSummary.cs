using System.Text.Json;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Parts;

/// <summary>What a part tells of itself when it is summed.</summary>
/// <param name="LastMonthReported">The last month in which any of its units has reported anything; 0 when none has.</param>
/// <param name="HasSeries">Whether it has anything to forecast from.</param>
public sealed record PartSummary(int LastMonthReported, bool HasSeries)
{
    /// <summary>What a part told.</summary>
    public static PartSummary Read(string text) => JsonSerializer.Deserialize<PartSummary>(text, StoredJson.Options)!;

    /// <summary>The text that is kept with the part.</summary>
    public string Write() => JsonSerializer.Serialize(this, StoredJson.Options);
}

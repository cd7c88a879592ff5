using System.Text.Json.Serialization;

namespace YouthFunctions.Forecasting.Parts;

/// <summary>The only leaf of a parent: its forecast is the parent's.</summary>
public sealed record OnlyLeaf
{
    [JsonInclude]
    internal ForecastOrigin Origin { get; init; }

    /// <summary>Its point.</summary>
    public required double Point { get; init; }

    /// <summary>How large its error usually is.</summary>
    public required double UsualError { get; init; }

    /// <summary>What is asked of the leaf, unless the parent is asked itself.</summary>
    public TargetQuestion? Question { get; init; }
}

using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Plan;

/// <summary>What the shares of targets follow.</summary>
/// <param name="Name"><c>population</c> or <c>last-year</c>.</param>
/// <param name="Weights">By indicator and unit; a parent whose children have none is split evenly.</param>
public sealed record AllocationBasis(string Name, IReadOnlyDictionary<IndicatorCode, IReadOnlyDictionary<UnitCode, decimal>> Weights)
{
    /// <summary>The weight of a unit; null where the basis says nothing of it.</summary>
    public decimal? Weight(IndicatorCode indicator, UnitCode unit) =>
        Weights.TryGetValue(indicator, out var units) && units.TryGetValue(unit, out var weight) ? weight : null;

    /// <summary>The same basis, only what it says of the given units.</summary>
    public AllocationBasis Restrict(IReadOnlyCollection<UnitCode> units) => this with
    {
        Weights = Weights
            .Select(pair => KeyValuePair.Create(
                pair.Key,
                (IReadOnlyDictionary<UnitCode, decimal>)units.Where(pair.Value.ContainsKey)
                    .ToDictionary(unit => unit, unit => pair.Value[unit])))
            .Where(pair => pair.Value.Count > 0)
            .ToDictionary(),
    };

    /// <summary>This basis and another one that speaks of other units.</summary>
    public AllocationBasis Combine(AllocationBasis? other) => other is null ? this : this with
    {
        Weights = Weights.Keys.Union(other.Weights.Keys).ToDictionary(
            indicator => indicator,
            indicator => (IReadOnlyDictionary<UnitCode, decimal>)WeightsFor(indicator).Concat(other.WeightsFor(indicator)).ToDictionary()),
    };

    private IEnumerable<KeyValuePair<UnitCode, decimal>> WeightsFor(IndicatorCode indicator) =>
        Weights.TryGetValue(indicator, out var units) ? units : [];
}

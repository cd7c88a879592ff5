namespace YouthFunctions.Plan.Persistence;

/// <summary>Which rows hold the weights that targets are divided by.</summary>
/// <param name="Generation">Names them; null while targets are divided by population.</param>
/// <param name="Rows">How many there are: a reader that finds fewer met a change half-way and reads again.</param>
public sealed record BasisPointer(string? Generation, int Rows);

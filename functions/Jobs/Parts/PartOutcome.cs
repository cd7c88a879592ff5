namespace YouthFunctions.Jobs.Parts;

/// <summary>What a part did.</summary>
/// <param name="Rows">How many rows it worked on.</param>
/// <param name="Result">What the job needs of it when all parts are done, at most 32,000 characters; null for nothing.</param>
public sealed record PartOutcome(long Rows, string? Result = null);

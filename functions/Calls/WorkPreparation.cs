namespace YouthFunctions.Calls;

/// <summary>What is made ready before the work of a timer or a message.</summary>
/// <param name="Read">Reads what the work stands on; its failure is the work's.</param>
/// <param name="Hold">Has the flow that does the work go by what was read until it ends.</param>
public sealed record WorkPreparation(Func<CancellationToken, ValueTask> Read, Action Hold);

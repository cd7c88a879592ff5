namespace YouthFunctions.Jobs.Parts;

/// <summary>A run that an administrator ended.</summary>
/// <param name="Job">The job.</param>
/// <param name="Run">The id of the run.</param>
/// <param name="State"><c>cancelled</c>.</param>
/// <param name="Parts">How many parts it has.</param>
/// <param name="Done">How many were done by then.</param>
/// <param name="Failed">How many had failed in their last try.</param>
public sealed record CancelledRun(string Job, string Run, string State, int Parts, int Done, int Failed);

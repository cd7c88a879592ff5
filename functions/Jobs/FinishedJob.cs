namespace YouthFunctions.Jobs;

/// <summary>What a job did that an administrator had run.</summary>
/// <param name="Job">The timer.</param>
/// <param name="State"><c>succeeded</c>; any other end is a problem.</param>
/// <param name="Rows">How many rows (reports, units, forecasts, files: the job's own) it worked on.</param>
/// <param name="Summary">One line for people.</param>
public sealed record FinishedJob(string Job, string State, long Rows, string Summary);

namespace YouthFunctions.Jobs;

/// <summary>A job that an administrator had begun; it goes on when the request has ended.</summary>
/// <param name="Job">The timer.</param>
/// <param name="State"><c>running</c>; how it ends is read where Location says.</param>
/// <param name="StartUtc">When it began.</param>
public sealed record StartedJob(string Job, string State, DateTimeOffset StartUtc);

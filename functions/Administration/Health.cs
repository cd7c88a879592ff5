namespace YouthFunctions.Administration;

/// <summary>How the product is.</summary>
/// <param name="Status"><c>ready</c>; a product that is not answers with a problem.</param>
/// <param name="Live">It answers.</param>
/// <param name="Ready">Storage answers too.</param>
/// <param name="Version">Of the program.</param>
/// <param name="NowUtc">The instant by the product's clock.</param>
/// <param name="IsClockMoved">Whether that clock was moved, for a trial.</param>
/// <param name="Jobs">When each timer last ran.</param>
/// <param name="Rollups">Whether the rollups of the open years keep up.</param>
public sealed record Health(
    string Status, bool Live, bool Ready, string Version, DateTimeOffset NowUtc, bool IsClockMoved, IReadOnlyList<HealthJob> Jobs,
    IReadOnlyList<HealthRollup> Rollups);

/// <summary>The last run of a timer.</summary>
/// <param name="Job">The timer.</param>
/// <param name="State">How it ended, or that it has begun.</param>
/// <param name="StartUtc">When it began.</param>
/// <param name="EndUtc">When it ended; null while it runs, or when its process died.</param>
public sealed record HealthJob(string Job, string State, DateTimeOffset StartUtc, DateTimeOffset? EndUtc);

/// <summary>How fresh the rollups of a year are.</summary>
/// <param name="Year">The year.</param>
/// <param name="ReflectsUtc">Every report stored before this instant is in; null when nothing was ever rolled up.</param>
/// <param name="IsStale">Whether the timer is overdue.</param>
public sealed record HealthRollup(int Year, DateTimeOffset? ReflectsUtc, bool IsStale);

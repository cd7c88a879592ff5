using System.Text.Json.Serialization;

namespace YouthFunctions.Administration;

/// <summary>How the product is. Only an administrator of the centre is told more than that it works.</summary>
/// <param name="Status"><c>ready</c>; a product that is not answers with a problem.</param>
/// <param name="Live">It answers.</param>
/// <param name="Ready">Storage answers too.</param>
public sealed record Health(string Status, bool Live, bool Ready)
{
    /// <summary>Of the program.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Version { get; init; }

    /// <summary>The instant by the product's clock.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NowUtc { get; init; }

    /// <summary>Whether that clock was moved, for a trial.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsClockMoved { get; init; }

    /// <summary>When each timer last ran.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HealthJob>? Jobs { get; init; }

    /// <summary>Whether the rollups of the open years keep up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HealthRollup>? Rollups { get; init; }
}

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

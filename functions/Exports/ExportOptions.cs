using System.Globalization;

namespace YouthFunctions.Exports;

/// <summary>How long snapshots are kept.</summary>
/// <param name="DailyDays">Every snapshot is kept for so many days; the last of each month is kept for ever.</param>
/// <param name="KeepMonthly">Whether the last of each month is kept.</param>
/// <param name="OldTier">Where files go that only snapshots older than that have: Cool, Cold, or Hot to leave them.</param>
public sealed record ExportOptions(int DailyDays = 30, bool KeepMonthly = true, string OldTier = "Cool")
{
    private static readonly string[] Tiers = ["Hot", "Cool", "Cold"];

    /// <summary>From <c>Exports:DailyDays</c>, <c>Exports:KeepMonthly</c> and <c>Exports:OldTier</c>; what is not set is as declared.</summary>
    /// <exception cref="InvalidOperationException">There is no such tier, or none from which files can be read at once.</exception>
    public static ExportOptions From(IConfiguration? configuration) => new(
        configuration?["Exports:DailyDays"] is { } days ? int.Parse(days, CultureInfo.InvariantCulture) : 30,
        configuration?["Exports:KeepMonthly"] is not { } monthly || bool.Parse(monthly),
        (configuration?["Exports:OldTier"] ?? "Cool") is var tier && Tiers.Contains(tier)
            ? tier
            : throw new InvalidOperationException($"Exports__OldTier is one of {string.Join(", ", Tiers)}."));
}

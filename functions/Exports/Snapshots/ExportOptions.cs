using System.Globalization;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>How long snapshots are kept.</summary>
/// <param name="DailyDays">Every snapshot is kept for so many days; the last of each month is kept for ever.</param>
/// <param name="KeepMonthly">Whether the last of each month is kept.</param>
/// <param name="OldTier">Where files go that only snapshots older than that have: Cool, Cold, or Hot to leave them.</param>
public sealed record ExportOptions(int DailyDays = ExportOptions.UsualDays, bool KeepMonthly = true, string OldTier = "Cool")
{
    private const int UsualDays = 30;
    private const int MostDays = 36_500; // a hundred years: no day is before the first of a calendar
    private static readonly string[] Tiers = ["Hot", "Cool", "Cold"];

    /// <summary>From <c>Exports:DailyDays</c>, <c>Exports:KeepMonthly</c> and <c>Exports:OldTier</c>; what is not set is as
    /// declared.</summary>
    /// <exception cref="SettingException">One of them cannot be understood, or files could not be read from the tier at once.</exception>
    public static ExportOptions From(IConfiguration? configuration) => new(
        configuration?.ReadNumber("Exports:DailyDays", UsualDays, least: 0, MostDays) ?? UsualDays,
        configuration?["Exports:KeepMonthly"] is not { Length: > 0 } monthly
            || (bool.TryParse(monthly, out var isKept) ? isKept
                : throw new SettingException("Exports__KeepMonthly is true or false.")),
        (configuration?["Exports:OldTier"] is { Length: > 0 } wanted ? wanted : "Cool") is var tier && Tiers.Contains(tier)
            ? tier
            : throw new SettingException($"Exports__OldTier is one of {string.Join(", ", Tiers)}."));
}

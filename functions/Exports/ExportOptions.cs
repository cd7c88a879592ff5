using System.Globalization;

namespace YouthFunctions.Exports;

/// <summary>How long snapshots are kept.</summary>
/// <param name="DailyDays">Every snapshot is kept for so many days; the last of each month is kept for ever.</param>
/// <param name="KeepMonthly">Whether the last of each month is kept.</param>
public sealed record ExportOptions(int DailyDays = 30, bool KeepMonthly = true)
{
    /// <summary>From <c>Exports:DailyDays</c> and <c>Exports:KeepMonthly</c>; what is not set is as declared.</summary>
    public static ExportOptions From(IConfiguration? configuration) => new(
        configuration?["Exports:DailyDays"] is { } days ? int.Parse(days, CultureInfo.InvariantCulture) : 30,
        configuration?["Exports:KeepMonthly"] is not { } monthly || bool.Parse(monthly));
}

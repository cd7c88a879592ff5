namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>The settings that the heads behind a host get, as <c>infra/app.bicep</c> sets them.</summary>
internal static class HeadSettings
{
    /// <summary>Where people reach the product: the same for all heads, so that links are the same.</summary>
    public const string PublicUrl = "https://bao-cao.example";

    /// <summary>An app's settings.</summary>
    /// <param name="connectionString">The emulator's.</param>
    /// <param name="prefix">The head's own.</param>
    public static Dictionary<string, string> Of(string connectionString, string prefix) => new()
    {
        ["Storage__ConnectionString"] = connectionString,
        ["Storage__Prefix"] = prefix,
        ["PartsQueue"] = $"{prefix.ToLowerInvariant()}parts",
        ["RollupsQueue"] = $"{prefix.ToLowerInvariant()}rollups",
        ["Queues"] = connectionString,
        ["PublicUrl"] = PublicUrl,
        ["AzureWebJobsStorage"] = connectionString,
    };

    /// <summary>A timer's trigger as the host describes it.</summary>
    public static string TimerStatus(bool isLate) => isLate
        ? """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":true}"""
        : """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"2026-11-23T20:50:00+00:00","Next":"""
            + """ "2026-11-23T20:55:00+00:00","LastUpdated":"2026-11-23T20:50:00+00:00"},"IsPastDue":false}""";
}

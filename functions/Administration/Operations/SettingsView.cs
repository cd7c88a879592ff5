using YouthFunctions.Jobs;
using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Operations;

/// <summary>What the page of settings shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Settings">Those that are in force.</param>
/// <param name="Jobs">The timers, with their schedules.</param>
public sealed record SettingsView(PageShell Shell, IReadOnlyList<SettingLine> Settings, IReadOnlyList<JobStatus> Jobs);

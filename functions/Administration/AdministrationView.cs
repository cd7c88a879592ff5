using YouthFunctions.Access.Keys;
using YouthFunctions.Administration.Operations;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Queues;
using YouthFunctions.Rollups.Summing;

namespace YouthFunctions.Administration;

/// <summary>What the administrators' page shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="ReportingYear">The year's plan, targets and calendar.</param>
/// <param name="Jobs">Every timer; none for a caller below the centre.</param>
/// <param name="Freshness">How fresh the rollups of each open year are.</param>
/// <param name="Keys">The first of the keys within reach, those that work before others.</param>
/// <param name="Trees">The trees of units.</param>
/// <param name="Tree">The tree of the year.</param>
/// <param name="Opening">The offer to open this year; null when it has a plan, and for callers below the centre.</param>
public sealed record AdministrationView(
    PageShell Shell, ReportingYear ReportingYear, IReadOnlyList<JobStatus> Jobs, IReadOnlyDictionary<int, Freshness> Freshness,
    IReadOnlyList<KeyInfo> Keys, IReadOnlyList<UnitTree> Trees, UnitTree Tree, OpeningView? Opening)
{
    /// <summary>How many keys there are within reach, and how many of them work.</summary>
    public (int All, int Valid) KeyCounts { get; init; }

    /// <summary>The last run of each job that is done in parts, by name.</summary>
    public IReadOnlyDictionary<string, JobRun> Runs { get; init; } = new Dictionary<string, JobRun>();

    /// <summary>The queues.</summary>
    public IReadOnlyList<QueueStatus> Queues { get; init; } = [];

    /// <summary>The nightly comparison of the stored sums with the reports; null where jobs are not shown.</summary>
    public JobStatus? Agreement => Jobs.SingleOrDefault(job => job.Timer.Name == "CheckRollups");

    /// <summary>The name of a role.</summary>
    public string RoleName(Role role) => Roles.Names(role, Shell.Localizer.Language);

    /// <summary>The name of a level of units, in the plural.</summary>
    public string LevelName(UnitLevel level) => Shell.Localizer.Localize(LevelWords.Plural(level));

    /// <summary>How a timer stands, in a word, and the style of its badge.</summary>
    public (string Word, string Style) StateOf(JobStatus job) => job switch
    {
        { Last: null } => (Shell.Localizer.Localize("Chưa chạy", "Never ran"), "nodata"),
        { Last.State: RunState.Interrupted } => (Shell.Localizer.Localize("Bị ngắt", "Interrupted"), "lagging"),
        { Last.State: RunState.Failed } => (Shell.Localizer.Localize("Lỗi", "Failed"), "lagging"),
        { IsLate: true } => (Shell.Localizer.Localize("Quá hạn", "Overdue"), "lagging"),
        { Last.State: RunState.Running or RunState.InParts } => (Shell.Localizer.Localize("Đang chạy", "Running"), "achieved"),
        { Last.State: RunState.Stopped } => (Shell.Localizer.Localize("Bị dừng", "Stopped"), "atrisk"),
        _ => (Shell.Localizer.Localize("Đã xong", "Done"), "ontrack"),
    };

    /// <summary>How far the parts of a job are, in a few words.</summary>
    public string ProgressOf(JobRun run)
    {
        var words = Shell.Localizer;
        var done = words.Localize(
            $"{run.Done}/{run.AllParts} phần đã xong, {run.Failed} phần lỗi",
            $"{run.Done} of {run.AllParts} parts done, {run.Failed} failed");
        return run.ExpectedEndUtc(Shell.Call.Now) is { } end
            ? words.Localize($"{done}; dự kiến xong lúc {words.FormatInstant(end)}", $"{done}; should end at {words.FormatInstant(end)}")
            : done;
    }

    /// <summary>What can be done with a job now: its run under way is ended, or one is begun; null for timers that nobody begins by
    /// hand.</summary>
    public (string Action, Text Name)? ButtonOf(JobStatus job) =>
        Runs.TryGetValue(job.Timer.Name, out var run) && run.IsActive ? ("cancel", new Text("Dừng", "Stop"))
        : JobButtons.CanRun(job.Timer.Name) ? ("run", new Text("Chạy", "Run"))
        : null;

    /// <summary>How many messages of a queue were given up, in a sentence.</summary>
    public string PoisonOf(QueueStatus queue) => Shell.Localizer.Localize(
        $"{queue.Function.Name}: {queue.Poison} tin nhắn bị bỏ sau lần thử cuối.",
        queue.Poison == 1
            ? $"{queue.Function.Name}: 1 message was given up after its last try."
            : $"{queue.Function.Name}: {queue.Poison} messages were given up after their last try.");
    /// <summary>How many seconds a timer's last run took; a dash before its first end.</summary>
    public string SecondsOf(JobStatus job) => job.Last is { StartUtc: var start, EndUtc: { } end }
        ? (end - start).TotalSeconds.ToString("N1", Shell.Localizer.Culture)
        : "–";

    /// <summary>The name of a month's state.</summary>
    public string MonthName(MonthState state) => Shell.Localizer.Localize(state switch
    {
        MonthState.Future => new Text("Chưa mở", "Not yet"),
        MonthState.Open => new Text("Đang mở", "Open"),
        MonthState.Late => new Text("Nhận trễ", "Late reports taken"),
        _ => new Text("Đã khóa", "Closed"),
    });
}

using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Summing;

namespace YouthFunctions.Administration;

/// <summary>What the administrators' page shows.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Plan">The year's plan, targets and calendar.</param>
/// <param name="Jobs">Every timer; none for a caller below the centre.</param>
/// <param name="Freshness">How fresh the rollups of each open year are.</param>
/// <param name="Keys">The keys within reach, those that work first.</param>
/// <param name="Trees">The trees of units.</param>
/// <param name="Tree">The tree of the year.</param>
public sealed record AdministrationView(
    Frame Frame, PlanYear Plan, IReadOnlyList<JobStanding> Jobs, IReadOnlyDictionary<int, Freshness> Freshness,
    IReadOnlyList<KeyInfo> Keys, IReadOnlyList<UnitTree> Trees, UnitTree Tree)
{
    /// <summary>The nightly comparison of the stored sums with the reports; null where jobs are not shown.</summary>
    public JobStanding? Agreement => Jobs.SingleOrDefault(job => job.Timer.Name == "CheckRollups");

    /// <summary>The name of a role.</summary>
    public string RoleName(Role role) => Frame.Words.Say(role switch
    {
        Role.Reporter => new Text("Báo cáo", "Reporter"),
        Role.Leader => new Text("Lãnh đạo", "Leader"),
        Role.Analyst => new Text("Phân tích", "Analyst"),
        _ => new Text("Quản trị", "Administrator"),
    });

    /// <summary>The name of a level of units, in the plural.</summary>
    public string LevelName(UnitLevel level) => Frame.Words.Say(level switch
    {
        UnitLevel.Province => new Text("cấp tỉnh", "provinces"),
        UnitLevel.District => new Text("cấp huyện", "districts"),
        UnitLevel.Commune => new Text("cấp xã", "communes"),
        _ => new Text("trung ương", "centre"),
    });

    /// <summary>How a timer stands, in a word, and the style of its badge.</summary>
    public (string Word, string Style) StateOf(JobStanding job) => job switch
    {
        { Last: null } => (Frame.Words.Say("Chưa chạy", "Never ran"), "nodata"),
        { Last.State: RunState.Failed } => (Frame.Words.Say("Lỗi", "Failed"), "lagging"),
        { IsLate: true } => (Frame.Words.Say("Quá hạn", "Overdue"), "lagging"),
        { Last.State: RunState.Running } => (Frame.Words.Say("Đang chạy", "Running"), "achieved"),
        { Last.State: RunState.Stopped } => (Frame.Words.Say("Bị dừng", "Stopped"), "atrisk"),
        _ => (Frame.Words.Say("Đã xong", "Done"), "ontrack"),
    };

    /// <summary>The name of a month's state.</summary>
    public string MonthName(MonthState state) => Frame.Words.Say(state switch
    {
        MonthState.Future => new Text("Chưa mở", "Not yet"),
        MonthState.Open => new Text("Đang mở", "Open"),
        MonthState.Late => new Text("Nhận trễ", "Late reports taken"),
        _ => new Text("Đã khóa", "Closed"),
    });
}

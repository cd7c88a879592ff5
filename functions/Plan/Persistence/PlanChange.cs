using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Plan.Persistence;

/// <summary>What is to be written of a year's settings, or why nothing is.</summary>
public sealed record PlanChange
{
    private PlanChange(IResult? refusal, params (string Row, byte[] Document)[] rows) => (Refusal, Rows) = (refusal, rows);

    /// <summary>The row of a draft.</summary>
    internal const string DraftRow = "draft";

    /// <summary>The row that says whether figures are simulated.</summary>
    internal const string SimulatedRow = "simulated";

    /// <summary>Why nothing is to be written; null for a change.</summary>
    public IResult? Refusal { get; }

    /// <summary>The rows by their keys, with the packed document of each; none when nothing is to be written.</summary>
    public IReadOnlyList<(string Row, byte[] Document)> Rows { get; }

    /// <summary>Nothing is to be written, and nothing is wrong.</summary>
    public static PlanChange Nothing { get; } = new((IResult?)null);

    /// <summary>Nothing is to be written.</summary>
    public static PlanChange Refused(IResult refusal) => new(refusal);

    /// <summary>The plan that is being prepared for the year.</summary>
    public static PlanChange Draft(PlanDraft draft) => Create(DraftRow, draft);

    /// <summary>The plan of the year.</summary>
    public static PlanChange Plan(YearPlan plan) => Create("plan", plan);

    /// <summary>When the months of the year are due and close.</summary>
    public static PlanChange Calendar(ReportingCalendar calendar) => Create("calendar", calendar);

    /// <summary>The large activities of the year.</summary>
    public static PlanChange Activities(IReadOnlyList<Activity> activities) => Create("activities", activities);

    /// <summary>The targets set for one unit; those of its siblings and everything below follow.</summary>
    public static PlanChange Targets(UnitCode unit, IReadOnlyDictionary<IndicatorCode, decimal> targets) =>
        Create(TargetRow(unit), targets);

    /// <summary>The targets set for several units, 99 at most, at once.</summary>
    public static PlanChange Targets(
        IReadOnlyList<(UnitCode Unit, IReadOnlyDictionary<IndicatorCode, decimal> Targets)> units) =>
        new(null, [.. units.Select(unit => (TargetRow(unit.Unit), Packing.Pack(unit.Targets)))]);

    /// <summary>Whether figures of the year are simulated, which every page then says.</summary>
    public static PlanChange Simulated(bool isSimulated) => Create(SimulatedRow, isSimulated);

    /// <summary>Any document.</summary>
    internal static PlanChange Create<T>(string row, T document) => new(null, (row, Packing.Pack(document)));

    private static string TargetRow(UnitCode unit) => $"target|{unit}";
}

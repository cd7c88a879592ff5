using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Plan.Persistence;

/// <summary>What is to be written of a year's settings, or why nothing is.</summary>
public sealed record PlanChange
{
    private PlanChange(IResult? refusal, string? row, byte[]? document) => (Refusal, Row, Document) = (refusal, row, document);

    /// <summary>Why nothing is to be written; null for a change.</summary>
    public IResult? Refusal { get; }

    /// <summary>The row's key; null when nothing is to be written.</summary>
    public string? Row { get; }

    /// <summary>The packed document; null when nothing is to be written.</summary>
    public byte[]? Document { get; }

    /// <summary>Nothing is to be written.</summary>
    public static PlanChange Refused(IResult refusal) => new(refusal, null, null);

    /// <summary>The plan of the year.</summary>
    public static PlanChange Plan(YearPlan plan) => Create("plan", plan);

    /// <summary>When the months of the year are due and close.</summary>
    public static PlanChange Calendar(ReportingCalendar calendar) => Create("calendar", calendar);

    /// <summary>The large activities of the year.</summary>
    public static PlanChange Activities(IReadOnlyList<Activity> activities) => Create("activities", activities);

    /// <summary>The targets set for one unit; those of its siblings and everything below follow.</summary>
    public static PlanChange Targets(UnitCode unit, IReadOnlyDictionary<IndicatorCode, decimal> targets) =>
        Create($"target|{unit}", targets);

    /// <summary>Any document.</summary>
    internal static PlanChange Create<T>(string row, T document) => new(null, row, Packing.Pack(document));
}

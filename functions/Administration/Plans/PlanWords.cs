using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Values;

namespace YouthFunctions.Administration.Plans;

/// <summary>What the choices of a plan are called.</summary>
internal static class PlanWords
{
    /// <summary>The levels that can be expected to report.</summary>
    public static IReadOnlyList<(UnitLevel Level, Text Name)> Levels { get; } =
        [.. UnitLevel.All.Skip(1).Select(level => (level, LevelWords.Heading(level)))];

    /// <summary>How an indicator is stated.</summary>
    public static IReadOnlyList<(string Value, Text Name)> Kinds { get; } =
    [
        (nameof(IndicatorKind.Flow), new("Số lượng", "An amount")), (nameof(IndicatorKind.Ratio), new("Tỷ lệ: số đạt trên tổng số",
            "A ratio: so many of how many")),
    ];

    /// <summary>How months make the year to date.</summary>
    public static IReadOnlyList<(string Value, Text Name)> OverTime { get; } =
    [
        (nameof(Analytics.Rollups.OverTime.Sum), new("Cộng các tháng", "Months add up")),
        (nameof(Analytics.Rollups.OverTime.Latest), new("Lấy tháng mới nhất", "The latest month stands")),
    ];

    /// <summary>How a unit's own report and those below make its total.</summary>
    public static IReadOnlyList<(string Value, Text Name)> OverUnits { get; } =
    [
        (nameof(Analytics.Rollups.OverUnits.Sum), new("Phần của đơn vị cộng các đơn vị dưới", "Its own part and all below add up")),
        (nameof(Analytics.Rollups.OverUnits.ParentReplaces), new("Số của cấp trên thay cho cấp dưới",
            "What the upper unit reports stands for all below")),
    ];

    /// <summary>Which way is better.</summary>
    public static IReadOnlyList<(string Value, Text Name)> Directions { get; } =
    [
        (nameof(Direction.HigherIsBetter), new("Càng cao càng tốt", "Higher is better")),
        (nameof(Direction.LowerIsBetter), new("Càng thấp càng tốt", "Lower is better")),
    ];

    /// <summary>What a national target is divided by.</summary>
    public static IReadOnlyList<(string Value, Text Name)> Weights { get; } =
    [
        (nameof(AllocationWeights.Youth), new("Số thanh niên (15–29 tuổi)", "Youth (15–29 years)")),
        (nameof(AllocationWeights.Children), new("Số thiếu nhi (5–14 tuổi)", "Children (5–14 years)")),
        (nameof(AllocationWeights.YouthAndChildren), new("Cả hai", "Both")),
    ];

    /// <summary>The name of one of the choices.</summary>
    public static Text NameOf(IReadOnlyList<(string Value, Text Name)> choices, string value) =>
        choices.First(choice => choice.Value == value).Name;
}

using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>How an indicator is stated.</summary>
public enum IndicatorKind
{
    /// <summary>Something that happens: a month has an amount, and amounts add up over the year.</summary>
    Flow,

    /// <summary>A numerator over a denominator; over units both parts add up.</summary>
    Ratio,
}

/// <summary>How the months of one unit make its year to date.</summary>
public enum OverTime
{
    /// <summary>The months' amounts add up.</summary>
    Sum,

    /// <summary>The latest known month stands for the year so far.</summary>
    Latest,
}

/// <summary>How a unit's own report and its children's reports make the unit's total.</summary>
public enum OverUnits
{
    /// <summary>A report is the unit's own part; the total is own part plus children.</summary>
    Sum,

    /// <summary>Where the unit reports a figure, it stands for the whole sub-tree, and the difference is kept.</summary>
    ParentReplaces,
}

/// <summary>How an indicator adds up.</summary>
public sealed record IndicatorRule(IndicatorCode Code, IndicatorKind Kind, OverTime OverTime, OverUnits OverUnits);

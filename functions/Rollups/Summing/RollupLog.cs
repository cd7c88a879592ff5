using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Rollups.Summing;

/// <summary>What the rollup says in the log; alerts go by the event names.</summary>
public static partial class RollupLog
{
    /// <summary>A province could not be summed; its marks stand.</summary>
    [LoggerMessage(
        Level = LogLevel.Error, EventName = "RollupFailed",
        Message = "The rollup of {Province} in {Year} failed; its marks stand for the next run")]
    public static partial void RollupFailed(this ILogger log, Exception error, UnitCode province, int year);

    /// <summary>The plan, its rules or the tree of a year changed: all its sums are made again.</summary>
    [LoggerMessage(
        Level = LogLevel.Information, EventName = "RollupBasisChanged",
        Message = "What the sums of {Year} stand on has changed; every one of them is made again")]
    public static partial void BasisChanged(this ILogger log, int year);

    /// <summary>A mark names a unit that the year's tree does not have there.</summary>
    [LoggerMessage(
        Level = LogLevel.Warning, EventName = "MarkWithoutUnit",
        Message = "A mark of {Year} names {Unit}, which is not in its place in the year's tree")]
    public static partial void MarkWithoutUnit(this ILogger log, UnitCode unit, int year);

    /// <summary>An alert: a stored figure is not what the reports come to. Nothing was changed.</summary>
    [LoggerMessage(
        Level = LogLevel.Error, EventName = "RollupDisagreement",
        Message = "The rollup of {Unit}, {Indicator}, {Year}-{Month:00} says {Stored} but its reports come to {Recomputed}; nothing was "
            + "changed")]
    public static partial void RollupDisagreement(
        this ILogger log, UnitCode unit, IndicatorCode indicator, int year, int month, RollupCell stored, RollupCell recomputed);
}

namespace YouthFunctions.Units;

/// <summary>Log messages of the trees of units.</summary>
internal static partial class UnitLog
{
    [LoggerMessage(EventName = "UnitTreesRead", Level = LogLevel.Information,
        Message = "Of the trees of units {Count} were imported")]
    internal static partial void TreesRead(this ILogger log, int count);
}

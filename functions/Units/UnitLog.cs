namespace YouthFunctions.Units;

/// <summary>Log messages of the trees of units.</summary>
internal static partial class UnitLog
{
    [LoggerMessage(EventName = "UnitTreesRead", Level = LogLevel.Information,
        Message = "Of the trees of units {Count} were imported")]
    internal static partial void TreesRead(this ILogger log, int count);

    /// <summary>Storage is away at the start: whoever needs units is answered 503 until they are read.</summary>
    [LoggerMessage(EventName = "UnitTreesUnread", Level = LogLevel.Warning,
        Message = "The imported trees of units could not be read at the start.")]
    internal static partial void TreesUnread(this ILogger log, Exception error);
}

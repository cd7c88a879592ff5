using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Receiving;

/// <summary>What the doubts say in the log.</summary>
internal static partial class DoubtLog
{
    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Values below {Top} are doubted without the history of {Year}: it could not be read")]
    internal static partial void DoubtWithoutHistory(this ILogger log, Exception error, UnitCode top, int year);
}

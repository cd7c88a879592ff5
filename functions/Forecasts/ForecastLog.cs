namespace YouthFunctions.Forecasts;

/// <summary>What the forecast says in the log; an alert goes by the event's name.</summary>
internal static partial class ForecastLog
{
    [LoggerMessage(
        EventName = "ForecastRefreshed", Level = LogLevel.Information, Message = "The forecasts of {Year} were made again: {Units} units")]
    internal static partial void ForecastRefreshed(this ILogger log, int year, int units);
}

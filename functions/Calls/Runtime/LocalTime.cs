using YouthFunctions.Calls.Organisations;

namespace YouthFunctions.Calls.Runtime;

/// <summary>The days of the product: those of the organisation's time zone, whatever zone the machine is in.</summary>
public static class LocalTime
{
    /// <summary>The zone that reports' months and days are counted in.</summary>
    public static TimeZoneInfo Zone { get; } = Organisation.Current.TimeZone;

    /// <summary>The day at an instant.</summary>
    public static DateOnly DayAt(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which a day begins, UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

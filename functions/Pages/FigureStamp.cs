namespace YouthFunctions.Pages;

/// <summary>What the figures of a page are of, so that nobody takes old or played ones for today's.</summary>
/// <param name="AsOf">The day of the forecast; null where a page shows none, or says it itself.</param>
/// <param name="ReflectsUtc">Every report stored before this instant is in the figures; null where a page says it itself.</param>
/// <param name="IsSimulated">Whether simulated reports are in them.</param>
public sealed record FigureStamp(DateOnly? AsOf, DateTimeOffset? ReflectsUtc, bool IsSimulated);

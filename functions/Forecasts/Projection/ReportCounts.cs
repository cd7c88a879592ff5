namespace YouthFunctions.Forecasts.Projection;

/// <summary>The reports of one month.</summary>
/// <param name="Expected">How many units were to report.</param>
/// <param name="Reported">How many did.</param>
/// <param name="Doubted">How many of their values await confirmation.</param>
public readonly record struct ReportCounts(int Expected, int Reported, int Doubted);

using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Briefs;

/// <summary>One indicator as a brief keeps it, for the next brief to compare with.</summary>
public sealed record BriefLine(IndicatorCode Indicator, TargetStatus Status, decimal? Target, double? Probability);

using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Wire;

/// <summary>How a text was read.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Month">The month, or the first of two.</param>
/// <param name="Other">The second of two.</param>
public readonly record struct MonthReading(MonthTextKind Kind, Month Month = default, Month Other = default);

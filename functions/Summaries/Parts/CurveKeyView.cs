using YouthFunctions.Pages;

namespace YouthFunctions.Summaries.Parts;

/// <summary>The legend of curves of a year; lines are named where they end.</summary>
/// <param name="Localizer">The language.</param>
/// <param name="HasActivities">Whether large activities are drawn.</param>
public sealed record CurveKeyView(Localizer Localizer, bool HasActivities);

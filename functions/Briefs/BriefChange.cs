using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Briefs;

/// <summary>One change since the brief before.</summary>
public sealed record BriefChange(IndicatorCode Indicator, ChangeKind Kind, ChangeCause Cause, Text Sentence);

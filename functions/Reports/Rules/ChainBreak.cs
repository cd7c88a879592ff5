namespace YouthFunctions.Reports.Rules;

/// <summary>A revision that does not fit its history.</summary>
/// <param name="Unit">The reporting unit.</param>
/// <param name="Period">The month reported.</param>
/// <param name="Revision">The revision at fault.</param>
/// <param name="Kind"><c>missing</c>, <c>content</c> (values changed), <c>link</c> (another revision before it) or
/// <c>seal</c> (who, when, which or why changed).</param>
public sealed record ChainBreak(string Unit, string Period, int Revision, string Kind);

using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports.Rules;

/// <summary>What a report comes into.</summary>
/// <param name="Current">The revision that stands; null for none.</param>
/// <param name="Earlier">The superseded revision that <see cref="IntakeRules.RevisionCreatedBy"/> asks for, or, of a sender to whom any
/// revision will do, the newest that <see cref="IntakeRules.MayBeRetryOf"/>; null for none.</param>
/// <param name="Reported">What the unit's current reports of the year say of an indicator in a month; null for nothing.</param>
/// <param name="Facts">What is known of the unit beside its reports of the year.</param>
public sealed record IntakeState(
    ReportVersion? Current, Report? Earlier, Func<Month, IndicatorCode, ReportedValue?> Reported, PlausibilityContext Facts);

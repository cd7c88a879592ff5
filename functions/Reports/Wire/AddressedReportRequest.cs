using System.ComponentModel.DataAnnotations;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Wire;

/// <summary>The body of a report whose unit and month stand in the address; read as a <see cref="ReportRequest"/>.</summary>
/// <param name="Values">By indicator; leave out what is unknown.</param>
/// <param name="Unit">May be left out, but not differ from the address.</param>
/// <param name="Period">The same.</param>
/// <param name="Reason">Why it corrects what was reported.</param>
/// <param name="Replaces">The revision that this one replaces.</param>
/// <param name="Simulated">Whether a trial made it.</param>
/// <param name="Confirmed">Whether values out of proportion are right.</param>
public sealed record AddressedReportRequest(
    [property: MinLength(1)] IReadOnlyDictionary<IndicatorCode, ReportRequestValue> Values, UnitCode? Unit = null, Month? Period = null,
    [property: StringLength(500)] string? Reason = null, [property: Range(1, int.MaxValue)] int? Replaces = null,
    bool Simulated = false, bool Confirmed = false);

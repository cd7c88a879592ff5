using System.ComponentModel.DataAnnotations;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Wire;

/// <summary>The body of a report: what <see cref="ReportJson"/> reads, which names every fault where a deserializer names the first.
/// A test holds that it knows these members and no other.</summary>
/// <param name="Unit">The code of the unit.</param>
/// <param name="Period">The month reported.</param>
/// <param name="Values">By indicator; leave out what is unknown.</param>
/// <param name="Reason">Why it corrects what was reported.</param>
/// <param name="Replaces">The revision that this one replaces.</param>
/// <param name="Simulated">Whether a trial made it.</param>
/// <param name="Confirmed">Whether values out of proportion are right; without it they are stored, but await a confirmation (receipt:
/// <c>warnings</c>).</param>
public sealed record ReportRequest(
    UnitCode Unit, Month Period, [property: MinLength(1)] IReadOnlyDictionary<IndicatorCode, ReportRequestValue> Values,
    [property: StringLength(500)] string? Reason = null, [property: Range(1, int.MaxValue)] int? Replaces = null,
    bool Simulated = false, bool Confirmed = false);

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

/// <summary>What is reported of one indicator: an amount, of the month or from January on, or the two parts of a ratio.</summary>
public sealed record ReportRequestValue
{
    /// <summary>Of the month.</summary>
    [Range(0, double.MaxValue)]
    public decimal Amount { get; init; }

    /// <summary>From January on, instead of the month's.</summary>
    [Range(0, double.MaxValue)]
    public decimal YearToDate { get; init; }

    /// <summary>Of a ratio; not above its denominator.</summary>
    [Range(0, double.MaxValue)]
    public decimal Numerator { get; init; }

    /// <summary>Of a ratio.</summary>
    [Range(0, double.MaxValue)]
    public decimal Denominator { get; init; }
}

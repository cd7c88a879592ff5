using System.ComponentModel.DataAnnotations;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Wire;

/// <summary>The body that takes a report back, which <see cref="ReportJson"/> reads.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Replaces">The revision that is taken back.</param>
/// <param name="Unit">May be left out, but not differ from the address.</param>
/// <param name="Period">The same.</param>
public sealed record WithdrawalRequest(
    [property: StringLength(500)] string Reason, [property: Range(1, int.MaxValue)] int? Replaces = null, UnitCode? Unit = null,
    Month? Period = null);

/// <summary>The body of a unit above that confirms a report or returns it, which <see cref="ReportJson"/> reads.</summary>
/// <param name="Revision">The revision that was looked at.</param>
/// <param name="Note">What is to be done; needed when it is returned.</param>
public sealed record ReviewRequest(
    [property: Range(1, int.MaxValue)] int Revision, [property: StringLength(500)] string? Note = null);

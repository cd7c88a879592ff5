using System.ComponentModel.DataAnnotations;

namespace YouthFunctions.Reports.Wire;

/// <summary>The body of a unit above that confirms a report or returns it, which <see cref="ReportJson"/> reads.</summary>
/// <param name="Revision">The revision that was looked at.</param>
/// <param name="Note">What is to be done; needed when it is returned.</param>
public sealed record ReviewRequest(
    [property: Range(1, int.MaxValue)] int Revision, [property: StringLength(500)] string? Note = null);

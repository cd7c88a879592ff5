namespace YouthFunctions.Calls.Answers;

/// <summary>A problem as RFC 9457 writes it, in the caller's language.</summary>
/// <param name="Type">Stable and machine-readable, such as <c>urn:youthfunctions:problem:not-found</c>.</param>
/// <param name="Title">The kind of problem.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">A sentence that says what to do.</param>
/// <param name="Instance">The address that was called.</param>
/// <param name="TraceId">What to quote to whoever looks into it.</param>
/// <param name="Errors">Every fault of what was sent; absent when the problem is not about parts of it.</param>
public sealed record Problem(
    string Type, string Title, int Status, string Detail, string Instance, string TraceId, IReadOnlyList<ProblemFault>? Errors);

/// <summary>One thing that is wrong with what was sent.</summary>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901), <c>?name</c> for a query parameter, or a cell such as <c>B7</c>.</param>
/// <param name="Code">Stable and machine-readable, such as <c>period.closed</c>.</param>
/// <param name="Detail">A sentence that says what to do.</param>
public sealed record ProblemFault(string Pointer, string Code, string Detail);

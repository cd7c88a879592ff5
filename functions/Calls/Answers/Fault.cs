using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Answers;

/// <summary>One thing that is wrong with what was sent.</summary>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901), <c>?name</c> for a query parameter, or a cell such as <c>B7</c>.</param>
/// <param name="Code">Stable and machine-readable, such as <c>period.closed</c>.</param>
/// <param name="Message">A sentence that says what to do.</param>
public sealed record Fault(string Pointer, string Code, Text Message);

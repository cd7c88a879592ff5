namespace YouthFunctions.Reports.Wire;

/// <summary>Something that was sent, and where in what was sent it stands.</summary>
/// <param name="Value">What was sent.</param>
/// <param name="At">A JSON pointer (RFC 6901), or a cell such as <c>B7</c>.</param>
public readonly record struct Sent<T>(T Value, string At);

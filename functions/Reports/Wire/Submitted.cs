namespace YouthFunctions.Reports.Wire;

/// <summary>Something that was sent, and where in what was sent it stands.</summary>
/// <param name="Value">What was sent.</param>
/// <param name="Pointer">A JSON pointer (RFC 6901), or a cell such as <c>B7</c>.</param>
public readonly record struct Submitted<T>(T Value, string Pointer);

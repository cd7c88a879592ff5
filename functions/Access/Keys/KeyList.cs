namespace YouthFunctions.Access.Keys;

/// <summary>The keys within the caller's reach.</summary>
/// <param name="Keys">The oldest first.</param>
public sealed record KeyList(IReadOnlyList<KeyInfo> Keys);

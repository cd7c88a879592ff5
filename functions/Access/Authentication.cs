using YouthFunctions.Calls;

namespace YouthFunctions.Access;

/// <summary>What was found out about who asks.</summary>
/// <param name="Caller">The caller; null when the request carries nothing, or nothing that is valid.</param>
/// <param name="WaitSeconds">How long the address must wait because of its many wrong keys; null for not at all.</param>
public readonly record struct Authentication(Caller? Caller, int? WaitSeconds);

namespace YouthFunctions.Administration.Desks;

/// <summary>One thing that a change changes.</summary>
/// <param name="What">What.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">As it will be.</param>
public sealed record ConfirmLine(string What, string Before, string After);

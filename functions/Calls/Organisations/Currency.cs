using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Organisations;

/// <summary>What amounts of money are counted in.</summary>
/// <param name="Code">The code of ISO 4217, such as <c>VND</c>.</param>
/// <param name="Unit">As it follows an amount, such as <c>đồng</c>.</param>
/// <param name="Name">Its name, such as <c>Vietnamese dong</c>.</param>
public sealed record Currency(string Code, Text Unit, Text Name);

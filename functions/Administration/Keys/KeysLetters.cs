using YouthFunctions.Access.Keys;
using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Keys;

/// <summary>The letters that hand keys out, shown this once.</summary>
/// <param name="Shell">What stands around them.</param>
/// <param name="Address">Where the product is reached, without a slash at its end; empty where nobody has said it.</param>
/// <param name="Batch">What the keys were made together as.</param>
/// <param name="Letters">Each key with what was wished.</param>
public sealed record KeysLetters(PageShell Shell, string Address, string Batch, IReadOnlyList<(KeyWish Wish, NewKey Key)> Letters);

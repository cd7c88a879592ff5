using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Keys;

/// <summary>What the page shows before keys are made.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Wishes">The keys to be made.</param>
/// <param name="Holding">How many of the units have a key of such a role already.</param>
/// <param name="Fields">What was typed; it goes on with the page.</param>
public sealed record KeysPreview(
    PageShell Shell, IReadOnlyList<KeyWish> Wishes, int Holding, IReadOnlyDictionary<string, string> Fields);

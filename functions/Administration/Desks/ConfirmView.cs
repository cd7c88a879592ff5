using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Desks;

/// <summary>What is shown before something is changed.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Back">Where the form stands.</param>
/// <param name="Action">Where the form is posted to.</param>
/// <param name="Lines">What will change.</param>
/// <param name="Undo">How it is undone, or that it cannot be.</param>
/// <param name="Fields">What was typed; it goes on with the page.</param>
public sealed record ConfirmView(
    PageShell Shell, string Back, string Action, IReadOnlyList<ConfirmLine> Lines, string Undo,
    IReadOnlyDictionary<string, string> Fields);

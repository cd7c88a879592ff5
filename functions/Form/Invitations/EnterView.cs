using YouthFunctions.Pages;

namespace YouthFunctions.Form.Invitations;

/// <summary>What the page for a code on paper shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Code">What was typed.</param>
/// <param name="Attempt">Tells this page from those of other phones.</param>
/// <param name="Error">What went wrong; null at first.</param>
public sealed record EnterView(PageShell Shell, string Code, string Attempt, string? Error);

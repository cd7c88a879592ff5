using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Pages;

namespace YouthFunctions.Form.Invitations;

/// <summary>What the page shows from which sheets are made.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">The unit that is looked at.</param>
/// <param name="MayInviteItself">Whether the caller may make a sheet for this very unit.</param>
/// <param name="Below">The units directly below.</param>
/// <param name="Phones">The phones that are signed in within the unit.</param>
/// <param name="Until">The last day that is proposed, or was typed.</param>
/// <param name="Faults">What is wrong with what was typed.</param>
public sealed record InviteView(
    PageShell Shell, Unit Unit, bool MayInviteItself, IReadOnlyList<Unit> Below, IReadOnlyList<KeyInfo> Phones, DateOnly Until,
    IReadOnlyList<Fault> Faults);

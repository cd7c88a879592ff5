using YouthFunctions.Analytics.Units;
using YouthFunctions.Pages;

namespace YouthFunctions.Form.Invitations;

/// <summary>The sheets to be printed, shown this once.</summary>
/// <param name="Shell">What stands around them.</param>
/// <param name="Address">Where the product is reached, without a slash at its end; empty where nobody has
/// said it (PublicUrl), and then the sheets have no QR code.</param>
/// <param name="Until">The last day on which a code is taken.</param>
/// <param name="IsOneTime">Whether a code lets in one phone only.</param>
/// <param name="Sheets">Each unit and its code.</param>
public sealed record SheetView(
    PageShell Shell, string Address, DateOnly Until, bool IsOneTime, IReadOnlyList<(Unit Unit, string Code)> Sheets);

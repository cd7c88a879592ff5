using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Access.Keys;

/// <summary>What a code on paper lets a phone do: report for a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Tree">A month of the tree in which the unit is meant.</param>
/// <param name="Label">Who is invited; it becomes the label of the phone's key.</param>
/// <param name="EndsUtc">The instant from which the code is no longer taken.</param>
/// <param name="IsOneTime">Whether it lets in one phone only.</param>
/// <param name="By">The id of the caller who made it.</param>
public sealed record Invitation(UnitCode Unit, Month Tree, string Label, DateTimeOffset EndsUtc, bool IsOneTime, string By);

/// <summary>What became of a code.</summary>
public enum InvitationAnswer
{
    /// <summary>It lets the phone in.</summary>
    Accepted,

    /// <summary>There is no such code.</summary>
    Unknown,

    /// <summary>Its last day is over.</summary>
    Expired,

    /// <summary>It was for one phone, and another one has used it.</summary>
    Used,
}

/// <summary>What became of a code, and the key that was made for the phone.</summary>
/// <param name="Answer">What became of it.</param>
/// <param name="KeyId">The id of the phone's key; null unless it lets the phone in.</param>
/// <param name="Unit">The unit; null unless it lets the phone in.</param>
public sealed record InvitationOutcome(InvitationAnswer Answer, string? KeyId, UnitCode? Unit);

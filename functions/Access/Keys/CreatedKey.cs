using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;

namespace YouthFunctions.Access.Keys;

/// <summary>A key as it is shown once, when it is made.</summary>
/// <param name="Id">Not secret.</param>
/// <param name="Key">The secret; send it as <c>x-api-key</c>.</param>
/// <param name="Roles">What its holder may do.</param>
/// <param name="Unit">The top of the sub-tree it reaches.</param>
public sealed record CreatedKey(string Id, string Key, IReadOnlyList<Role> Roles, UnitCode Unit)
{
    /// <summary>The role, where there is only one.</summary>
    public Role? Role => Roles is [var role] ? role : null;
}

using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;

namespace YouthFunctions.Access.Keys;

/// <summary>What may be told about a key.</summary>
/// <param name="Id">Not secret.</param>
/// <param name="Role">One role, or several at once.</param>
/// <param name="Unit">The top of the sub-tree it reaches.</param>
/// <param name="Tree">A month of the tree in which the unit is meant.</param>
/// <param name="Label">Who holds it.</param>
/// <param name="CreatedUtc">When it was made.</param>
/// <param name="EndsUtc">When it ends or ended; null while there is no end.</param>
/// <param name="IsValid">Whether it works now.</param>
public sealed record KeyInfo(
    string Id, [property: JsonIgnore] Role Role, UnitCode Unit, Month Tree, string Label,
    DateTimeOffset CreatedUtc, DateTimeOffset? EndsUtc, bool IsValid)
{
    /// <summary>The role, where there is only one.</summary>
    [JsonPropertyName("role")]
    public Role? SingleRole => Calls.Roles.Single(Role);

    /// <summary>What its holder may do.</summary>
    public IReadOnlyList<Role> Roles => Calls.Roles.Split(Role);

    /// <summary>To where it goes over on a day to come; null for a key that stays.</summary>
    public KeyMove? Moves { get; init; }

    /// <summary>The same, also of a key that has gone over.</summary>
    internal KeyMove? Move { get; init; }

    /// <summary>When it was set to end, apart from the end that came with its rotation; null for never.</summary>
    internal DateTimeOffset? SetEndUtc { get; init; }

    /// <summary>When somebody last signed in with it; null when nobody has.</summary>
    public DateTimeOffset? LastSignInUtc { get; init; }

    /// <summary>What it was made together with others as; null for one made alone.</summary>
    public string? Batch { get; init; }

    /// <summary>Whether it is that of one phone, made with a code on paper.</summary>
    public bool IsPhone { get; init; }
}

using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls;

/// <summary>What a caller may do. A function names the roles that reach it.</summary>
[Flags]
public enum Role
{
    /// <summary>Nobody in particular: the function is open.</summary>
    None = 0,

    /// <summary>Reports for its unit and the units below.</summary>
    Reporter = 1,

    /// <summary>Reads summaries and forecasts.</summary>
    Leader = 2,

    /// <summary>Downloads exports.</summary>
    Analyst = 4,

    /// <summary>Runs the product; may do all the others may.</summary>
    Administrator = 8,

    /// <summary>Everybody who is signed in.</summary>
    Everyone = Reporter | Leader | Analyst | Administrator,
}

/// <summary>Several roles in one value: a key may hold more than one, and its holder may do what any of them allows.</summary>
public static class Roles
{
    /// <summary>Every single role.</summary>
    public static IReadOnlyList<Role> All { get; } = [Role.Reporter, Role.Leader, Role.Analyst, Role.Administrator];

    /// <summary>The single roles in a value.</summary>
    public static IReadOnlyList<Role> Split(Role roles) => [.. All.Where(role => (roles & role) != 0)];

    /// <summary>The role, where there is only one; else null.</summary>
    public static Role? Single(Role roles) => All.Contains(roles) ? roles : null;

    /// <summary>The names of the roles, for people.</summary>
    public static string Names(Role roles, Language language) => string.Join(", ", Split(roles).Select(role => Name(role).In(language)));

    /// <summary>The role of a word as callers write it, in any case; null when it is none.</summary>
    public static Role? Parse(string? text) =>
        All.Where(role => role.ToString().Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase)).Cast<Role?>().FirstOrDefault();

    /// <summary>The name of a single role.</summary>
    public static Text Name(Role role) => role switch
    {
        Role.Reporter => new("Báo cáo", "Reporter"),
        Role.Leader => new("Lãnh đạo", "Leader"),
        Role.Analyst => new("Phân tích", "Analyst"),
        _ => new("Quản trị", "Administrator"),
    };
}

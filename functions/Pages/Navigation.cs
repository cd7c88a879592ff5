using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Pages;

/// <summary>An entry of the navigation.</summary>
/// <param name="Path">Where it leads.</param>
/// <param name="Name">What it is called.</param>
public sealed record NavigationItem(string Path, Text Name);

/// <summary>The pages that a caller's roles open: with several roles, those of each.</summary>
public static class Navigation
{
    private static readonly (NavigationItem Item, Role Roles, bool IsForUnitsBelow)[] Items =
    [
        (new("/", new("Tổng hợp", "Summary")), Role.Leader | Role.Analyst, false),
        (new("/collect", new("Đơn vị của tôi", "My units")), Role.Reporter | Role.Leader, true),
        (new("/report", new("Báo cáo", "Report")), Role.Reporter, false),
        (new("/alerts", new("Cảnh báo", "Alerts")), Role.Leader | Role.Analyst, false),
        (new("/briefs", new("Bản tin", "Briefs")), Role.Leader | Role.Analyst, true),
        (new("/downloads", new("Tải số liệu", "Downloads")), Role.Analyst, false),
        (new("/manage", new("Quản trị", "Administration")), Role.Administrator, false),
    ];

    /// <summary>The entries for a caller, in their order; none without one.</summary>
    public static IEnumerable<NavigationItem> For(Caller? caller) => caller is null
        ? []
        : Items.Where(entry => caller.HasRole(entry.Roles) && (caller.HasUnitsBelow || !entry.IsForUnitsBelow)).Select(entry => entry.Item);

    /// <summary>Whether a page belongs to an entry: the entry's own address, or one below it.</summary>
    /// <param name="item">The entry.</param>
    /// <param name="path">The path of the page.</param>
    public static bool Contains(NavigationItem item, string path) => item.Path == "/"
        ? path == "/" || path.StartsWith("/units/", StringComparison.Ordinal)
        : path == item.Path || path.StartsWith(item.Path + "/", StringComparison.Ordinal);
}

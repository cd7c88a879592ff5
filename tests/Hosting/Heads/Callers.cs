using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>Who sends the recorded requests: a key each, made in the storage of each head.</summary>
internal static class Callers
{
    private static readonly (string Name, Role Role, string Unit)[] All =
    [
        ("administrator", Role.Administrator, "VN"), ("leader", Role.Leader, "VN"), ("analyst", Role.Analyst, "VN"),
        ("reporter", Role.Reporter, "01"), ("province", Role.Administrator | Role.Leader, "01"),
    ];

    /// <summary>Makes the keys; their texts by the callers' names.</summary>
    public static async Task<Dictionary<string, string>> CreateAsync(Store store)
    {
        var keys = new KeyStore(store, TimeProvider.System);
        var texts = new Dictionary<string, string> { ["wrong"] = "yf-0123456789ab-0000000000000000000000000000000000000000" };
        foreach (var (name, role, unit) in All)
            texts[name] = (await keys.CreateAsync(role, UnitCode.Parse(unit), name, CancellationToken.None)).Text;
        return texts;
    }
}

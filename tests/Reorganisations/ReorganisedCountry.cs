using System.Text;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;
using YouthFunctions.Values;

namespace YouthFunctions.Tests.Reorganisations;

/// <summary>A reorganisation of the small country in January 2027: Hà Nội and Cao Bằng become one province, two communes become one, one
/// gets another name; all others stay.</summary>
internal static class ReorganisedCountry
{
    private static readonly UnitTree Before = SmallCountry.Trees[^1];

    /// <summary>The two communes that become one.</summary>
    public static IReadOnlyList<string> Merged { get; } = [.. Before.Children(UnitCode.Parse("01")).Take(2).Select(unit => $"{unit.Code}")];

    /// <summary>The commune that gets another name.</summary>
    public static string Renamed { get; } = $"{Before.Children(UnitCode.Parse("01"))[2].Code}";

    /// <summary>A commune that stays as it is, under the new province.</summary>
    public static string Staying { get; } = $"{Before.Children(UnitCode.Parse("04"))[0].Code}";

    /// <summary>The file of the units of 2027.</summary>
    public static string Units { get; } = string.Join('\n',
    [
        "code,name,parent", "95,Tỉnh Sông Hồng,VN", "79,Thành phố Hồ Chí Minh,VN", "99001,Xã Hợp Nhất,95",
        .. Before.Children(UnitCode.Parse("01")).Concat(Before.Children(UnitCode.Parse("04")))
            .Where(unit => !Merged.Contains($"{unit.Code}"))
            .Select(unit => $"{unit.Code},{($"{unit.Code}" == Renamed ? "Phường Tên Mới" : unit.Name)},95"),
        .. Before.Children(UnitCode.Parse("79")).Select(unit => $"{unit.Code},{unit.Name},79"),
    ]) + "\n";

    /// <summary>The file of the succession: of those alone that change.</summary>
    public static string Succession { get; } =
        $"old_code,new_code\n01,95\n04,95\n{Merged[0]},99001\n{Merged[1]},99001\n{Renamed},{Renamed}\n";

    /// <summary>Sends a tree, with its succession or alone.</summary>
    public static async Task<HttpResponseMessage> PutAsync(
        HttpClient centre, string units, string? succession = null, string from = "2027-01", string query = "")
    {
        HttpContent body = new StringContent(units, Encoding.UTF8, "text/csv");
        if (succession is not null)
            body = new MultipartFormDataContent
            {
                { body, "units", "units.csv" }, { new StringContent(succession), "succession", "succession.csv" },
            };
        using (body)
            return await centre.PutAsync(new Uri($"/api/unit-trees/{from}{query}", UriKind.Relative), body);
    }
}

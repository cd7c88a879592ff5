using System.Text.Json.Nodes;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Pages;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Pages;

/// <summary>Names, colours and emblem are data.</summary>
public sealed class OrganisationTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("organisation-").FullName;

    public void Dispose() => TestMachine.DeleteFolder(_folder);

    [Fact]
    public void Another_organisation_is_two_files()
    {
        var other = Read(json => (json["colour"], json["product"]!["english"]) = ("#7a1f3d", "Red Cross targets"));
        Assert.Equal("Red Cross targets", other.Product.English);
        Assert.Contains("--brand: #7a1f3d", other.Css, StringComparison.Ordinal);
        Assert.DoesNotContain(Organisation.Current.Colour, other.Css, StringComparison.Ordinal);
        Assert.Equal(Organisation.Current.Emblem.ToArray(), other.Emblem.ToArray());
    }

    [Theory]
    [InlineData("colour", "red", "colour needs a colour")]
    [InlineData("colour", "#ffcc00", "contrast of 1.5")] // white words on yellow
    [InlineData("colourOnDark", "#0b4f9e", "contrast of 2")]
    [InlineData("product", null, "product needs the texts")]
    [InlineData("name", null, "name needs the texts")]
    public void What_nobody_could_read_is_refused_at_the_start(string field, string? value, string says)
    {
        var refused = Assert.Throws<SettingException>(() => Read(json => json[field] = value));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_emblem_is_named()
    {
        File.Copy(Path.Combine(ShippedFiles.Directory, "organisation.json"), Path.Combine(_folder, "organisation.json"));
        Assert.Contains("emblem.svg", Assert.Throws<SettingException>(() => Organisation.Read(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_carry_names_colour_and_emblem()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var client = new HttpClient { BaseAddress = app.Address };
        var page = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        Assert.Contains(Organisation.Current.Product.Vietnamese, page, StringComparison.Ordinal);
        Assert.Contains(Organisation.Current.Name.Vietnamese, page, StringComparison.Ordinal);
        Assert.Contains(GetAsset.Address("icon.svg"), page, StringComparison.Ordinal);
        foreach (var (asset, holds) in new[]
        {
            ("site.css", Organisation.Current.Css), ("manifest.webmanifest", $"\"theme_color\": \"{Organisation.Current.Colour}\""),
            ("icon.svg", "<svg"),
        })
            Assert.Contains(
                holds, await client.GetStringAsync(new Uri(GetAsset.Address(asset), UriKind.Relative)), StringComparison.Ordinal);
    }

    private Organisation Read(Action<JsonNode> change)
    {
        foreach (var name in new[] { "organisation.json", "emblem.svg" })
            File.Copy(Path.Combine(ShippedFiles.Directory, name), Path.Combine(_folder, name), overwrite: true);
        var file = Path.Combine(_folder, "organisation.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        change(json);
        File.WriteAllText(file, json.ToJsonString());
        return Organisation.Read(_folder);
    }
}

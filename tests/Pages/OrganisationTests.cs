using System.Text.Json.Nodes;
using YouthFunctions.Pages;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Pages;

/// <summary>Names, colours and emblem are data.</summary>
public sealed class OrganisationTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("organisation-").FullName;

    public void Dispose() => TestMachine.DeleteFolder(_folder);

    [Fact]
    public void Another_name_and_colour_are_data()
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
        var refused = Assert.Throws<OrganisationException>(() => Read(json => json[field] = value));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_emblem_is_named()
    {
        CopyShipped();
        File.Delete(Path.Combine(_folder, "emblem.svg"));
        Assert.Equal(["emblem.svg is missing."], Assert.Throws<OrganisationException>(() => Organisation.Read(_folder)).Faults);
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

    private void CopyShipped()
    {
        foreach (var file in Directory.EnumerateFiles(OrganisationFolder.Shipped))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)), overwrite: true);
    }

    private Organisation Read(Action<JsonNode> change)
    {
        CopyShipped();
        var file = Path.Combine(_folder, "organisation.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        change(json);
        File.WriteAllText(file, json.ToJsonString());
        return Organisation.Read(_folder);
    }
}

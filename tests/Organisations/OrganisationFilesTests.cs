using System.Net;
using System.Text.Json.Nodes;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Organisations;

/// <summary>A folder that is not right stops the start, with every fault in one message; and the data of two organisations never
/// mix.</summary>
public sealed class OrganisationFilesTests : IDisposable
{
    private static readonly Dictionary<string, string> NoSettings = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("organisation-").FullName;
    private readonly string _data = Directory.CreateTempSubdirectory("organisation-data-").FullName;

    public OrganisationFilesTests()
    {
        foreach (var file in Directory.EnumerateFiles(ExampleOrganisation.Files))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
    }

    public void Dispose()
    {
        TestMachine.DeleteFolder(_folder);
        TestMachine.DeleteFolder(_data);
    }

    [Fact]
    public void The_example_is_read_and_so_is_the_shipped_organisation()
    {
        var example = Organisation.Read(ExampleOrganisation.Files);
        Assert.Equal(["national", "region", "group"], example.Levels.Select(level => level.Codes.Key));
        Assert.Equal(["NO", "R1", "G-001"], example.Levels.Select(level => level.SampleCode));
        Assert.Null(example.Trees[1].Outlines);
        var shipped = Organisation.Read(OrganisationFolder.Shipped);
        Assert.Equal(["VN", "01", "00-001", "00001"], shipped.Levels.Select(level => level.SampleCode));
    }

    [Fact]
    public void All_faults_of_its_description_are_named_at_once()
    {
        var faults = Refused(json =>
        {
            json["language"] = "fr";
            json["timeZone"] = "Europe/Nowhere";
            json["top"]!["code"] = "N O";
            json["levels"]![0]!["key"] = "Region";
            json["levels"]![1]!["singular"] = null;
            json["trees"]![0]!["units"] = "../units.csv";
            json["trees"]![1]!["from"] = "2019-01";
            json["trees"]![1]!["succession"] = "nowhere.csv";
            json["currency"]!["code"] = "euro";
            json["exports"]!["licence"]!["english"] = " ";
        });
        AssertEach(faults, "language is", "timeZone is", "top/code has", "levels/0/key is", "levels/1/singular needs",
            "trees/0/units is the name of a file", "trees/1/from is not after", "nowhere.csv is missing", "currency/code is",
            "exports/licence needs");
    }

    [Theory]
    [InlineData("levels/1/codes", "R0", "does not tell its level")]
    [InlineData("levels/1/key", "region", "the key region stands for two levels")]
    [InlineData("levles", "x", "levles")] // mistyped, not left out
    public void Levels_that_cannot_be_told_apart_and_names_that_nobody_knows_are_faults(string place, string value, string says)
    {
        var parts = place.Split('/');
        var faults = Refused(json =>
        {
            var at = json;
            foreach (var part in parts.SkipLast(1))
                at = int.TryParse(part, out var index) ? at[index]! : at[part]!;
            at[parts[^1]] = value;
        });
        Assert.Contains(says, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_its_other_files_are_named_at_the_start()
    {
        await File.AppendAllTextAsync(
            Path.Combine(_folder, "units-2026.csv"), "G-7,Nowhere,R1\nG-201,,R1\nG-202,Somewhere,G-001\nG-001,Twice,R1\n");
        await File.AppendAllTextAsync(Path.Combine(_folder, "succession-2026-01-01.csv"), "G-999,G-001\n");
        var plan = Path.Combine(_folder, "plan-2026.json");
        await File.WriteAllTextAsync(
            plan, (await File.ReadAllTextAsync(plan)).Replace("\"isMoney\": true", "\"isMoney\": \"yes\"", StringComparison.Ordinal));
        var (code, said) = await StartAsync("--organisation", _folder);
        Assert.Equal(1, code);
        AssertEach([said], "units-2026.csv, line 62: 'G-7'", "line 63: the name of G-201", "line 64: the parent G-001",
            "plan-2026.json cannot be read");
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal); // no stack trace
        Assert.Empty(Directory.EnumerateFileSystemEntries(_data)); // and nothing was begun
    }

    [Fact]
    public async Task What_one_file_says_is_held_against_the_others()
    {
        await File.AppendAllTextAsync(Path.Combine(_folder, "succession-2026-01-01.csv"), "G-999,G-001\n");
        var activities = Path.Combine(_folder, "activities-2026.json");
        await File.WriteAllTextAsync(
            activities, (await File.ReadAllTextAsync(activities)).Replace("events-covered", "trees-planted", StringComparison.Ordinal));
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "organisation.json")))!;
        json["levels"]![0]!["key"] = "indicator"; // a column of the exported tables
        await File.WriteAllTextAsync(Path.Combine(_folder, "organisation.json"), json.ToJsonString());
        var (code, said) = await StartAsync("--organisation", _folder);
        Assert.Equal(1, code);
        AssertEach([said], "There was no unit G-999", "the plan of 2026 has no indicator trees-planted", "the key indicator is a column");
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task The_folder_of_one_organisations_data_is_refused_to_another()
    {
        using (var app = await LocalApp.StartAsync(
            _data, new Dictionary<string, string> { [OrganisationFolder.Setting] = ExampleOrganisation.Files }))
        {
            Assert.Equal(HttpStatusCode.OK, await app.HealthAsync());
        }

        var (code, said) = await StartAsync();
        Assert.Equal(1, code);
        Assert.Contains("holds the data of First Aid Volunteers of Norland (NO)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_is_of_the_shipped_organisation()
    {
        var (code, said) = await LocalApp.RunAsync(NoSettings, "demo", "--organisation", _folder);
        Assert.Equal(1, code);
        Assert.Contains("leave --organisation out", said, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Said)> StartAsync(params string[] arguments) =>
        LocalApp.RunAsync(NoSettings, ["--port", "0", "--folder", _data, .. arguments]);

    private IReadOnlyList<string> Refused(Action<JsonNode> change)
    {
        var file = Path.Combine(_folder, "organisation.json");
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        change(json);
        File.WriteAllText(file, json.ToJsonString());
        return Assert.Throws<OrganisationException>(() => Organisation.Read(_folder)).Faults;
    }

    private static void AssertEach(IReadOnlyList<string> faults, params string[] says)
    {
        foreach (var words in says)
            Assert.Contains(faults, fault => fault.Contains(words, StringComparison.Ordinal));
    }
}

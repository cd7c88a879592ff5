using System.Text.Json;
using System.Text.RegularExpressions;
using YouthFunctions.Catalog;
using YouthFunctions.OpenApi;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Docs;

/// <summary>What a reader of the repository finds is there and is true.</summary>
public sealed class RepositoryTests
{
    public static TheoryData<string> Pages => [.. MarkdownPage.All()];

    [Fact]
    public void Actions_of_workflows_are_pinned_by_commit()
    {
        var uses = Directory.EnumerateFiles(Path.Combine(TestMachine.RepositoryRoot, ".github"), "*.y*ml", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Select(line => Regex.Match(line, @"^\s*(?:- )?uses:\s*(.*)$")).Where(match => match.Success)
            .Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(uses);
        // The tag in the comment is for people and for dependabot, which moves both.
        Assert.All(uses, use => Assert.Matches(@"^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", use));
    }

    [Fact]
    public void The_licence_is_the_one_that_the_API_names()
    {
        var licence = OpenApiDocument.Build(FunctionTable.Http)["info"]!["license"]!;
        Assert.Equal(("MIT", "MIT"), (licence["name"]!.GetValue<string>(), licence["identifier"]!.GetValue<string>()));
        Assert.Null(licence["url"]); // OpenAPI 3.1 allows one of the two
        Assert.StartsWith("MIT License", File.ReadAllText(Path.Combine(TestMachine.RepositoryRoot, "LICENSE")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_development_container_has_what_the_README_asks_for()
    {
        using var container = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(TestMachine.RepositoryRoot, ".devcontainer", "devcontainer.json")));
        using var sdk = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestMachine.RepositoryRoot, "global.json")));
        var (major, image) = (sdk.RootElement.GetProperty("sdk").GetProperty("version").GetString()!.Split('.')[0],
            container.RootElement.GetProperty("image").GetString()!);
        Assert.Matches($@"^mcr\.microsoft\.com/devcontainers/dotnet:[\w.-]*{major}\.0", image);
        var node = container.RootElement.GetProperty("features").EnumerateObject()
            .Single(feature => feature.Name.StartsWith("ghcr.io/devcontainers/features/node:", StringComparison.Ordinal));
        Assert.Equal("20", node.Value.GetProperty("version").GetString());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_and_headings_that_are_there(string page)
    {
        var text = Regex.Replace(MarkdownPage.Read(page), "^ *```.*?^ *```", "", RegexOptions.Multiline | RegexOptions.Singleline);
        var folder = Path.GetDirectoryName(Path.Combine(TestMachine.RepositoryRoot, page))!;
        foreach (Match link in Regex.Matches(text, @"\]\(([^)\s]+)\)"))
        {
            var parts = link.Groups[1].Value.Split('#', 2);
            if (parts[0].Contains(':', StringComparison.Ordinal))
                continue;
            var target = parts[0].Length == 0
                ? Path.Combine(TestMachine.RepositoryRoot, page)
                : Path.GetFullPath(Path.Combine(folder, parts[0]));
            Assert.True(Path.Exists(target), $"{page} leads to {parts[0]}, which is not there.");
            if (parts.Length == 2)
                Assert.True(Headings(target).Contains(parts[1]), $"{page} leads to {link.Groups[1].Value}, a heading that is not there.");
        }
    }

    // The anchors that GitHub makes of headings: small letters, spaces as hyphens, no punctuation.
    private static IEnumerable<string> Headings(string path) => Regex
        .Matches(File.ReadAllText(path), "^#+ (.+?)\r?$", RegexOptions.Multiline)
        .Select(heading => Regex.Replace(heading.Groups[1].Value.ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));
}

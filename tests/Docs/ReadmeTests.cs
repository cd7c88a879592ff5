using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Docs;

/// <summary>The README's story is played as it stands there: each line is run, and what is printed is what the README shows.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private static readonly string Configuration =
        typeof(ReadmeTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private const string Start = "dotnet run --project functions -- ";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("readme-");

    public void Dispose() => TestMachine.DeleteFolder(_folder.FullName);

    [Trait("Category", "siege")]
    [Fact]
    public async Task Each_line_of_the_story_prints_what_the_README_shows()
    {
        var blocks = Block().Matches(MarkdownPage.Section("README.md", "## A report, step by step"))
            .Select(block => (Kind: block.Groups[1].Value, Text: block.Groups[2].Value)).ToArray();
        Assert.Equal(5, blocks.Count(block => block.Kind == "sh"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "docs"), Path.Combine(TestMachine.RepositoryRoot, "docs"));
        var data = Path.Combine(_folder.FullName, "data");
        using var app = await LocalApp.StartAsync(data);
        for (var index = 0; index < blocks.Length; index += 2)
        {
            Assert.Equal(("sh", "text"), (blocks[index].Kind, blocks[index + 1].Kind)); // a block of lines, then what the last one prints
            var said = "";
            foreach (var line in blocks[index].Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                said = await RunAsync(line, "--port", app.Port, "--folder", data);
            Assert.Matches(Expected(blocks[index + 1].Text), said);
        }

        var file = await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "rollups-01.csv"));
        Assert.Contains("\n2024,01-001,", file, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task The_key_that_the_README_signs_in_with_opens_the_leaders_page()
    {
        Assert.Contains($"`{Start}key leader`", MarkdownPage.Read("README.md"), StringComparison.Ordinal);
        var data = Path.Combine(_folder.FullName, "data");
        using var app = await LocalApp.StartAsync(data);
        var key = (await RunAsync($"{Start}key leader", "--folder", data)).Trim();
        using var browser = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(browser) { BaseAddress = new Uri($"http://localhost:{app.Port}") };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin"); // as a browser says of the page's own form
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent([new("key", key)]));
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains("HttpOnly", StringComparison.OrdinalIgnoreCase));
    }

    // Quotes are double ones, which all shells understand alike; nothing else of a shell is used.
    private async Task<string> RunAsync(string line, params string[] more)
    {
        Assert.StartsWith(Start, line, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"['$`\\|<>;]", line);
        var words = Word().Matches(line[Start.Length..]).Select(word => word.Value.Trim('"'));
        // By dotnet run, since it chooses the folder in which files are looked for; the program has been built with the tests.
        string[] run = ["run", "--no-build", "-c", Configuration, "--project", Path.Combine(TestMachine.RepositoryRoot, "functions"), "--"];
        var start = new ProcessStartInfo("dotnet", [.. run, .. words, .. more])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal("", await errors);
        return (await said).ReplaceLineEndings("\n");
    }

    // Dots on a line of their own stand for any lines.
    private static string Expected(string shown) =>
        "^" + Regex.Replace(Regex.Escape(shown.TrimEnd()), @"\\n(\\ )*\\\.\\\.\\\.(?=\\n|$)", @"\n(?:.*\n)*?.*").TrimEnd() + @"\s*$";

    [GeneratedRegex("^```(\\w+)\\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Word();
}

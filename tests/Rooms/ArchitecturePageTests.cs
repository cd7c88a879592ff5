using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Rooms;

/// <summary>The architecture page shows the rooms as they are, and the ways through them are short.</summary>
[Trait("Category", "siege")]
public sealed class ArchitecturePageTests
{
    private const int FilesAtMost = 5;

    private static readonly string Page = Path.Combine(TestMachine.RepositoryRoot, "docs", "architecture.md");

    [Fact]
    public void The_page_shows_the_rooms()
    {
        var text = File.ReadAllText(Page).ReplaceLineEndings("\n");
        var (begin, end) = (text.IndexOf(ArchitecturePage.Begin, StringComparison.Ordinal),
            text.IndexOf(ArchitecturePage.End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, "The page says where the rooms stand in it.");
        var written = text[..begin] + ArchitecturePage.Part() + text[(end + ArchitecturePage.End.Length)..];
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") == "1")
            File.WriteAllText(Page, written);
        else
            Assert.True(
                written == text,
                "docs/architecture.md is not what the folders are: WRITE_DOCS=1 dotnet test tests --filter ArchitecturePageTests");
    }

    [Theory]
    [InlineData("YouthFunctions.Reports.SubmitReport", "Handle")] // POST /api/reports
    [InlineData("YouthFunctions.Summaries.GetSummary", "Handle")] // GET /api/summary/{unit}
    public void From_a_handler_to_storage_one_walks_through_few_files(string type, string method)
    {
        var ways = Walk.ToStorage(type, method);
        Assert.NotEmpty(ways);
        Assert.Empty(ways.Where(way => way.Count > FilesAtMost).Select(way => string.Join(" > ", way)));
    }
}

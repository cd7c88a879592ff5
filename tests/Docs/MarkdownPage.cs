using System.Text.RegularExpressions;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Docs;

/// <summary>A page of the repository as tests read it.</summary>
internal static partial class MarkdownPage
{
    /// <summary>Every page that is kept in git and written by hand.</summary>
    public static IEnumerable<string> All() =>
        Directory.EnumerateFiles(TestMachine.RepositoryRoot, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(TestMachine.RepositoryRoot, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "node_modules" or "bin" or "obj" or "artifacts" or ".local"))
            .Order(StringComparer.Ordinal);

    /// <summary>The text of a page.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(TestMachine.RepositoryRoot, path)).ReplaceLineEndings("\n");

    /// <summary>What stands under a heading, down to the next heading of the same or a higher level.</summary>
    public static string Section(string path, string heading)
    {
        var level = heading.Length - heading.TrimStart('#').Length;
        var found = Regex.Match(
            Read(path), $@"^{Regex.Escape(heading)}\n(.*?)(?=^#{{1,{level}}} |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(found.Success, $"{path} has no heading '{heading}'.");
        return found.Groups[1].Value;
    }

    /// <summary>The rows of the tables in a text, without their heads; each cell as it is shown, with code marks left in.</summary>
    public static IReadOnlyList<string[]> Rows(string text) =>
    [
        .. TableRow().Matches(text)
            .Select(row => UnescapedPipe().Split(row.Groups[1].Value)
                .Select(cell => cell.Replace(@"\|", "|", StringComparison.Ordinal).Trim()).ToArray())
            .Where(cells => cells[0].StartsWith('`')),
    ];

    /// <summary>The words in code marks.</summary>
    public static IReadOnlyList<string> Code(string cell) => [.. CodeSpan().Matches(cell).Select(span => span.Groups[1].Value)];

    [GeneratedRegex(@"^\|(.*)\|$", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex UnescapedPipe();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();
}

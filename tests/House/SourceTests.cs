namespace YouthFunctions.Tests.House;

/// <summary>What holds for the text of every source file of ours.</summary>
public sealed class SourceTests
{
    private const int MaxColumns = 140;

    private static readonly string[] SourceFolders = ["analytics", "forecasting", "functions", "tests"];
    private static readonly HashSet<string> SourceExtensions = [".cs", ".cshtml", ".razor"];
    private static readonly HashSet<string> BuildFolders = ["bin", "obj", "node_modules"];

    // Longer lines than that are read by scrolling, and a review shows only their beginning.
    [Fact]
    public void No_line_is_longer_than_140_columns()
    {
        var files = SourceFolders.Select(folder => new DirectoryInfo(Path.Combine(TestMachine.RepositoryRoot, folder)))
            .Where(folder => folder.Exists).SelectMany(SourceFiles).ToList();
        Assert.NotEmpty(files);
        var tooLong =
            from file in files
            from line in File.ReadLines(file).Select((text, index) => (Columns: text.Length, Number: index + 1))
            where line.Columns > MaxColumns
            select $"{Path.GetRelativePath(TestMachine.RepositoryRoot, file)}:{line.Number} has {line.Columns} columns";
        Assert.Empty(tooLong);
    }

    private static IEnumerable<string> SourceFiles(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => SourceExtensions.Contains(file.Extension)).Select(file => file.FullName)
            .Concat(folder.EnumerateDirectories().Where(child => !BuildFolders.Contains(child.Name)).SelectMany(SourceFiles));
}

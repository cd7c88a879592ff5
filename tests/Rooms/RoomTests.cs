using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Rooms;

/// <summary>The folders of <c>functions/</c> can be read alone: each knows those below it in the one list, and nothing above.</summary>
[Trait("Category", "siege")]
public sealed class RoomTests
{
    private const int FilesAtMost = 15;

    // Which rooms name which table; the others ask them. Values that await confirmation lie beside the forecasts, so that a page reads
    // both at once, and rollups write them.
    // The backup copies every table as it is, and divides the large ones by their partitions.
    private static readonly Dictionary<string, string[]> RoomsOfTable = new()
    {
        ["Audit"] = ["Access/Audit", "Backups"],
        ["Forecasts"] = ["Forecasts/Persistence", "Rollups/Persistence", "Backups"],
        ["Jobs"] = ["Jobs", "Jobs/Runs", "Backups"],
        ["Keys"] = ["Access/Keys"],
        ["Plans"] = ["Plan/Persistence"],
        ["Reports"] = ["Reports/Persistence", "Reports/Receiving", "Backups"],
        ["Rollups"] = ["Rollups/Persistence", "Backups"],
    };

    private static readonly Dictionary<string, int> Height = RoomList.TopToBottom.Select((room, index) => (room.Folder, Height: -index))
        .ToDictionary(pair => pair.Folder, pair => pair.Height);

    [Trait("Category", "siege")]
    [Fact]
    [Trait("Category", "siege")]
    public void The_source_means_the_same_here_as_in_the_build() =>
        Assert.Empty(SourceModel.Compilation.GetDiagnostics().Where(fault => fault.Severity == DiagnosticSeverity.Error)
            .Select(fault => fault.ToString()));

    [Fact]
    public void Every_folder_stands_in_the_list_and_the_list_names_no_other() =>
        Assert.Equal(
            SourceModel.Files.Select(FolderOf).Distinct().Order(StringComparer.Ordinal), Height.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void A_room_and_its_folders_stand_together_so_that_rooms_are_in_order_too()
    {
        var tops = RoomList.TopToBottom.Select(room => room.Top).ToArray();
        var changes = tops.Where((top, index) => index == 0 || tops[index - 1] != top);
        Assert.Equal(tops.Distinct(), changes);
    }

    [Fact]
    public void Arrows_go_down_only() =>
        Assert.Empty(References.All.Where(
            reference => reference.FromFolder != reference.ToFolder && Height[reference.FromFolder] <= Height[reference.ToFolder])
            .Select(reference =>
                $"{reference.From} line {reference.Line} uses {reference.Type} of {reference.To}, which stands above it."));

    [Fact]
    public void No_folders_hang_in_a_circle()
    {
        Assert.Empty(Circle(References.All.Select(reference => (reference.FromFolder, reference.ToFolder))));
        Assert.Empty(Circle(References.All.Select(reference => (TopOf(reference.FromFolder), TopOf(reference.ToFolder)))));
    }

    [Fact]
    public void A_circle_is_found() =>
        Assert.Equal(["a", "b", "c"], Circle([("x", "a"), ("a", "b"), ("b", "c"), ("c", "a"), ("c", "y")]).Order(StringComparer.Ordinal));

    [Fact]
    public void A_folder_has_at_most_fifteen_files_unless_folders_in_it_say_how_it_is_divided() =>
        Assert.Empty(SourceModel.Files.GroupBy(FolderOf)
            .Where(folder =>
                folder.Count() > FilesAtMost && !Height.Keys.Any(other => other.StartsWith(folder.Key + "/", StringComparison.Ordinal)))
            .Select(folder => $"{folder.Key} has {folder.Count()} files."));

    [Fact]
    public void A_table_is_read_and_written_by_its_room_alone()
    {
        foreach (var tree in SourceModel.Compilation.SyntaxTrees)
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<MemberAccessExpressionSyntax>()
                .Where(access => access.Expression.ToString() == "TableName"))
                Assert.True(
                    RoomsOfTable[name.Name.ToString()].Contains(FolderOf(SourceModel.FileOf(tree)!)),
                    $"{SourceModel.FileOf(tree)} names the table {name.Name}.");
    }

    [Fact]
    public void Analytics_knows_nothing_of_the_functions_nor_of_storage_and_the_web()
    {
        foreach (var file in Directory.EnumerateFiles(
            Path.Combine(TestMachine.RepositoryRoot, "analytics"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
            Assert.DoesNotMatch(
                @"using (YouthFunctions\.(?!Analytics|Forecasting)|Azure|Microsoft\.(AspNetCore|Extensions))", File.ReadAllText(file));
    }

    private static string FolderOf(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : "";

    private static string TopOf(string folder) => folder.Split('/')[0];

    // What is left when folders that use no other, or are used by no other, are taken away one by one.
    private static HashSet<string> Circle(IEnumerable<(string From, string To)> arrows)
    {
        var left = arrows.Where(arrow => arrow.From != arrow.To).ToHashSet();
        while (left.RemoveWhere(arrow => left.All(other => other.To != arrow.From) || left.All(other => other.From != arrow.To)) > 0)
        {
        }

        return [.. left.Select(arrow => arrow.From)];
    }
}

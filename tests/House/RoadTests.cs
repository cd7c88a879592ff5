using System.Text.RegularExpressions;

namespace YouthFunctions.Tests.House;

/// <summary>The folders are the road that data take: a step knows the steps before it and none after.</summary>
public sealed class RoadTests
{
    // What each step of the road may know, besides the house that carries all of them (Hosting) and analytics.
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Storage"] = [],
        ["Access"] = ["Plan", "Storage"],
        ["Plan"] = ["Access", "Storage"],
        ["Reports"] = ["Access", "Plan", "Storage"],
        ["Rollups"] = ["Access", "Plan", "Storage", "Reports"],
        ["Forecasts"] = ["Access", "Plan", "Storage", "Reports", "Rollups"],
        ["Summaries"] = ["Access", "Plan", "Storage", "Reports", "Rollups", "Forecasts"],
        ["Exports"] = ["Access", "Plan", "Storage", "Reports", "Rollups", "Forecasts"],
    };

    [Fact]
    public void No_step_knows_a_step_after_it()
    {
        foreach (var (step, known) in MayKnow)
            foreach (var file in Files(step))
                foreach (var name in Names(file).Where(name => name != "Hosting" && name != step && Directory.Exists(Path.Combine(Machine.Root, "functions", name))))
                    Assert.True(known.Contains(name), $"{Path.GetRelativePath(Machine.Root, file)} uses {name}.");
    }

    [Fact]
    public void Analytics_knows_nothing_of_the_functions_nor_of_storage_and_the_web()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Machine.Root, "analytics"), "*.cs", SearchOption.AllDirectories).Where(IsSource))
            Assert.DoesNotMatch(@"using (YouthFunctions\.(?!Analytics)|Azure|Microsoft\.(AspNetCore|Extensions))", File.ReadAllText(file));
    }

    private static IEnumerable<string> Files(string step) =>
        Directory.EnumerateFiles(Path.Combine(Machine.Root, "functions", step), "*.cs*", SearchOption.AllDirectories).Where(IsSource);

    private static bool IsSource(string file) => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static IEnumerable<string> Names(string file) =>
        Regex.Matches(File.ReadAllText(file), @"^@?using YouthFunctions\.(\w+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
}

using System.Collections.Concurrent;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Organisations;

namespace YouthFunctions.Units;

/// <summary>Who takes over from whom by the organisation's own files, each of which a process reads once.</summary>
internal static class ShippedSuccessions
{
    private static readonly ConcurrentDictionary<(UnitTree Before, UnitTree After), SuccessionFile> Files = new();

    /// <summary>The file that came with a tree. Without any everybody goes where the unit above went, which leaves at least the country's
    /// totals right.</summary>
    public static SuccessionFile Read(UnitTree before, UnitTree after)
    {
        var file = Organisation.Current.Trees.FirstOrDefault(tree => tree.From == after.From)?.Succession;
        return file is null
            ? Parse(SuccessionFile.Empty, before, after)
            : Files.GetOrAdd(
                (before, after), trees => Parse(File.ReadAllText(Organisation.Current.PathOf(file)), trees.Before, trees.After));
    }

    // The text is in memory: nothing waits.
    private static SuccessionFile Parse(string text, UnitTree before, UnitTree after)
    {
        using var lines = new StringReader(text);
        return SuccessionFile.ReadAsync(lines, before, after, CancellationToken.None).GetAwaiter().GetResult();
    }
}

using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;

namespace YouthFunctions.Units;

/// <summary>The trees of units, each in force from a month on.</summary>
public sealed class UnitRegister
{
    private readonly UnitTree[] _trees;

    /// <param name="trees">At least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public UnitRegister(IEnumerable<UnitTree> trees)
    {
        _trees = [.. trees.OrderBy(tree => tree.From)];
        if (_trees.Length == 0)
            throw new ArgumentException("A register has at least one tree.", nameof(trees));
    }

    /// <summary>All trees, the earliest first.</summary>
    public IReadOnlyList<UnitTree> Trees => _trees;

    /// <summary>The tree in force in a month; the earliest also stands for the months before it.</summary>
    public UnitTree TreeOf(Month month) => _trees.LastOrDefault(tree => tree.From <= month) ?? _trees[0];

    /// <summary>The tree in force at the end of a year.</summary>
    public UnitTree TreeOf(int year) => TreeOf(new Month(year, 12));

    /// <summary>The unit that a code names in the latest tree that has it; null when none has.</summary>
    public Unit? FindLatest(UnitCode code) =>
        Trees.Reverse().Select(tree => tree.TryGet(code, out var unit) ? unit : null).OfType<Unit>().FirstOrDefault();

    /// <summary>The trees among an organisation's files.</summary>
    public static UnitRegister Shipped(string directory) => new(
        Organisation.Read(directory).Trees.Select(tree => ReadTree(tree.From, Path.Combine(directory, tree.Units))));

    /// <summary>Reads a tree from a file.</summary>
    /// <exception cref="OrganisationException">The file is not what it should be; names its faults.</exception>
    public static UnitTree ReadTree(Month from, string path)
    {
        var faults = new List<string>();
        return UnitFile.Read(from, path, faults) ?? throw new OrganisationException(Path.GetDirectoryName(path)!, faults);
    }
}

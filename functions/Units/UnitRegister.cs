using Sylvan.Data.Csv;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

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

    /// <summary>The trees that the product ships: 2024 and the one of 2025-07-01.</summary>
    public static UnitRegister Shipped(string directory) => new(
    [
        ReadTree(new Month(2021, 1), Path.Combine(directory, "units-2024.csv")),
        ReadTree(new Month(2025, 7), Path.Combine(directory, "units-2025.csv")),
    ]);

    /// <summary>Reads a tree from a CSV file with the columns <c>code, name, parent</c>; the centre is added.</summary>
    /// <exception cref="FormatException">A code is not a unit code.</exception>
    public static UnitTree ReadTree(Month from, string path)
    {
        using var csv = CsvDataReader.Create(path);
        var (code, name, parent) = (csv.GetOrdinal("code"), csv.GetOrdinal("name"), csv.GetOrdinal("parent"));
        var units = new List<Unit> { new(UnitCode.Country, "Trung ương Đoàn", null) };
        while (csv.Read())
            units.Add(
                new Unit(UnitCode.Parse(csv.GetString(code)), csv.GetString(name).Normalize(), UnitCode.Parse(csv.GetString(parent))));
        return new UnitTree(from, units);
    }
}

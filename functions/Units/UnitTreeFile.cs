using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using Text = YouthFunctions.Calls.Texts.Text;

namespace YouthFunctions.Units;

/// <summary>A tree of units as a CSV file: <c>code,name,parent</c>, a line for each unit below the centre, in any order. Other columns
/// are for people.</summary>
/// <param name="Tree">The tree; null when there are faults.</param>
/// <param name="Readable">What of the lines can be read, where need be right under the centre: so that a file of the succession beside
/// a faulty one can be looked at too.</param>
/// <param name="Faults">Lines that cannot be used, in their order.</param>
public sealed record UnitTreeFile(UnitTree? Tree, UnitTree Readable, IReadOnlyList<Fault> Faults) : ICsvColumns
{
    private const int MaxFaults = 100;

    private static readonly CsvColumn Code = new("code", "the unit's code, unique in the file; its shape tells its level", true);
    private static readonly CsvColumn Name = new("name", "the unit's name", true);
    private static readonly CsvColumn Parent = new("parent", "the code of the unit above; that of the centre for the first level", true);

    /// <summary>The columns; others are for people.</summary>
    public static IReadOnlyList<CsvColumn> Columns { get; } = [Code, Name, Parent];

    /// <summary>Reads a file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="from">The month in which its tree begins.</param>
    /// <param name="centre">The unit above all, which is not in the file.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<UnitTreeFile> ReadAsync(TextReader text, Month from, Unit centre, CancellationToken cancel)
    {
        await using var csv = await CsvDataReader.CreateAsync(text, cancel: cancel);
        var names = CsvBody.Columns(csv);
        var lines = new UnitTreeLines(centre);
        if (names.TryGetValue(Code.Name, out var code) && names.TryGetValue(Name.Name, out var name)
            && names.TryGetValue(Parent.Name, out var parent))
        {
            for (var line = 2; await csv.ReadAsync(cancel) && lines.HasRoom; line++)
                lines.Add(line, csv.GetString(code), csv.GetString(name), csv.GetString(parent));
            lines.End();
        }
        else
        {
            lines.AddFault(1, "columns", new Text(
                "Dòng đầu phải có các cột code, name và parent.", "The first line must name the columns code, name and parent."));
        }

        if (lines.Faults.Count > 0)
            return new UnitTreeFile(null, new UnitTree(from, lines.Patched()), Shortened(lines.Faults));
        var tree = new UnitTree(from, lines.Units);
        return new UnitTreeFile(tree, tree, []);
    }

    /// <summary>The file of a tree, units above before those below.</summary>
    public static string Write(UnitTree tree)
    {
        var text = new StringBuilder("code,name,parent\n");
        foreach (var unit in tree.TopDown.Where(unit => unit.Parent is not null))
            text.Append(CultureInfo.InvariantCulture, $"{unit.Code},{Quoted(unit.Name)},{unit.Parent}\n");
        return text.ToString();
    }

    private static string Quoted(string name) =>
        name.AsSpan().IndexOfAny(",\";") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static IReadOnlyList<Fault> Shortened(IReadOnlyList<Fault> all) => all.Count <= MaxFaults
        ? all
        : [.. all.Take(MaxFaults), new Fault("", "unit-tree.more", new Text(
            $"Còn {all.Count - MaxFaults} lỗi nữa.", $"There are {all.Count - MaxFaults} more faults."))];
}

using Sylvan.Data.Csv;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Units;

/// <summary>A tree of units as a CSV file with the columns <c>code, name, parent</c>; other columns are for people. The unit above all
/// others is not in it: the organisation names it.</summary>
public static class UnitFile
{
    private const int MaxFaults = 50;
    private const int MaxNameLength = 200;

    /// <summary>The tree; null when there are faults.</summary>
    /// <param name="from">The first month in which it is in force.</param>
    /// <param name="path">The file.</param>
    /// <param name="faults">Takes what is wrong with it, by line.</param>
    public static UnitTree? Read(Month from, string path, List<string> faults)
    {
        var file = Path.GetFileName(path);
        var before = faults.Count;
        var units = new List<Unit> { new(UnitCode.Country, Organisation.Current.TopName, null) };
        try
        {
            using var csv = CsvDataReader.Create(path);
            var (code, name, parent) = (csv.GetOrdinal("code"), csv.GetOrdinal("name"), csv.GetOrdinal("parent"));
            for (var line = 2; csv.Read() && faults.Count - before < MaxFaults; line++)
                if (ReadUnit(csv.GetString(code), csv.GetString(name), csv.GetString(parent), out var unit) is { } fault)
                    faults.Add($"{file}, line {line}: {fault}");
                else
                    units.Add(unit!);
        }
        catch (Exception error) when (error is CsvFormatException or CsvMissingHeadersException or CsvRecordTooLargeException
            or CsvConfigurationException or IndexOutOfRangeException)
        {
            faults.Add($"{file} is no CSV whose first line names the columns code, name and parent.");
        }

        if (faults.Count == before)
            CheckTree(file, units, faults);
        return faults.Count == before ? new UnitTree(from, units) : null;
    }

    private static string? ReadUnit(string codeText, string name, string parentText, out Unit? unit)
    {
        unit = null;
        if (!UnitCode.TryParse(codeText, out var code) || code == UnitCode.Country)
            return $"'{codeText}' has the shape of no level below the top.";
        if (!UnitCode.TryParse(parentText, out var parent))
            return $"the parent '{parentText}' is no code.";
        if (parent.Depth >= code.Depth)
            return $"the parent {parent} is of no level above that of {code}.";
        if (PrintableText.Clean(name, MaxNameLength) is not { } kept)
            return $"the name of {code} has 1 to {MaxNameLength} printable characters.";
        unit = new Unit(code, kept, parent);
        return null;
    }

    private static void CheckTree(string file, List<Unit> units, List<string> faults)
    {
        var before = faults.Count;
        var codes = new HashSet<UnitCode>();
        foreach (var unit in units.Where(unit => !codes.Add(unit.Code)))
            faults.Add($"{file}: {unit.Code} stands twice.");
        foreach (var unit in units.Where(unit => unit.Parent is { } parent && !codes.Contains(parent)))
            faults.Add($"{file}: the parent {unit.Parent} of {unit.Code} is missing.");
        if (units.Count == 1)
            faults.Add($"{file} names no units.");
        if (faults.Count - before > MaxFaults)
            faults.RemoveRange(before + MaxFaults, faults.Count - before - MaxFaults);
    }
}

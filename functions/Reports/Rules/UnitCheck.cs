using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Rules;

/// <summary>
/// Holds the code of a unit against the name beside it, and finds codes that lost their zeros: 31 is the city of Hải
/// Phòng, or what a spreadsheet leaves of the ward 00031. Such a code is taken only when nothing else can be meant, or
/// when the name beside it says so.
/// </summary>
public static class UnitCheck
{
    /// <summary>What is wrong with a code, as far as zeros and names go; empty also for a code that is simply unknown.</summary>
    /// <param name="code">As sent.</param>
    /// <param name="name">The name beside it; null for none.</param>
    /// <param name="mayLackZeros">Whether it came by a way on which leading zeros are lost.</param>
    /// <param name="tree">The units of the month.</param>
    public static IReadOnlyList<Fault> Faults(Submitted<string> code, Submitted<string>? name, bool mayLackZeros, UnitTree tree)
    {
        var readings = Readings(code.Value, tree);
        if (!UnitCode.TryParse(code.Value, out var parsed) || !tree.TryGet(parsed, out var unit))
            return readings.Count > 0 ? [MissingLeadingZeros(code, readings)] : [];
        if (name is { } sentName)
        {
            var fitting = readings.Where(reading => UnitName.Matches(sentName.Value, reading)).ToArray();
            if (!fitting.Contains(unit))
                return [mayLackZeros && fitting.Length > 0 ? MissingLeadingZeros(code, fitting) : NameDiffers(code, sentName, unit)];
            if (fitting.Length == 1)
                return [];
        }

        return mayLackZeros && readings.Count > 1 ? [MissingLeadingZeros(code, readings)] : [];
    }

    /// <summary>The units that a code can stand for: itself, and those whose code it would be without leading zeros.</summary>
    /// <param name="code">Such as <c>31</c> (31 and 00031), <c>1</c> (01 and 00001) or <c>4-40</c> (04-040).</param>
    /// <param name="tree">The units of the month; only those that it has are given.</param>
    public static IReadOnlyList<Unit> Readings(string code, UnitTree tree)
    {
        return [.. UnitLevel.All.Skip(1).Select(level => Padded(code, level.Codes.Codes)).Prepend(code).OfType<string>().Distinct()
            .Select(text => UnitCode.TryParse(text, out var parsed) && tree.TryGet(parsed, out var unit) ? unit : null).OfType<Unit>()];
    }

    /// <summary>Whether a code has a shape that is left only when zeros are lost: digits, fewer than those of a level, and of no level
    /// itself; where codes are of 2 and of 5 digits, 1, 3 or 4 of them.</summary>
    public static bool IsStripped(string code) => code.Length > 0 && code.All(char.IsAsciiDigit) && !UnitCode.TryParse(code, out _)
        && UnitLevel.All.Skip(1).Any(level => level.Codes.Codes.Length > code.Length && level.Codes.Codes.All(digit => digit == '0'));

    // The code with the zeros that the numbers between its hyphens may have lost; null when it cannot be made to fit the pattern.
    private static string? Padded(string code, string pattern)
    {
        var (parts, places) = (code.Split('-'), pattern.Split('-'));
        if (parts.Length != places.Length)
            return null;
        for (var i = 0; i < parts.Length; i++)
        {
            var isNumber = places[i].All(digit => digit == '0') && parts[i].Length > 0 && parts[i].All(char.IsAsciiDigit);
            if (parts[i].Length > places[i].Length || (!isNumber && parts[i].Length != places[i].Length))
                return null;
            parts[i] = parts[i].PadLeft(places[i].Length, '0');
        }

        return string.Join('-', parts);
    }

    private static Fault MissingLeadingZeros(Submitted<string> code, IReadOnlyList<Unit> readings)
    {
        var list = string.Join("; ", readings.Select(reading => $"{reading.Code} {reading.Name}"));
        return new(code.Pointer, "unit.zeros-lost", new(
            $"Mã “{code.Value}” có thể đã mất số 0 ở đầu: {list}. Hãy định dạng cột mã là Văn bản (Text) và ghi đủ các số 0.",
            $"The code '{code.Value}' may have lost its leading zeros: {list}. Format the column as Text and write all zeros."));
    }

    private static Fault NameDiffers(Submitted<string> code, Submitted<string> name, Unit unit)
    {
        var sent = name.Value.Length <= 60 ? name.Value.Trim() : name.Value[..60].Trim() + "…";
        return new(name.Pointer, "unit.name-differs", new(
            $"Mã {code.Value} là {unit.Name}, nhưng tên ghi bên cạnh là “{sent}”; hãy sửa mã hoặc tên.",
            $"The code {code.Value} is {unit.Name}, but the name beside it is '{sent}'; correct the one or the other."));
    }
}

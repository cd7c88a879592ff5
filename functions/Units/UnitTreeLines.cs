using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Units;

/// <summary>The lines of a file of units, as they come, and what is wrong with them.</summary>
/// <param name="centre">The unit above all, which is not in the file.</param>
internal sealed class UnitTreeLines(Unit centre)
{
    private const int MaxUnits = 100_000;
    private const int MaxNameLength = 200;

    // A circle of more units is told as one of levels that do not fit, which it is as well.
    private const int MaxCircle = 20;

    private readonly Dictionary<UnitCode, (int Line, Unit Unit)> _units = [];
    private readonly HashSet<UnitCode> _withoutPlace = [];
    private readonly List<(int Line, Fault Fault)> _faults = [];

    /// <summary>False after a line too many.</summary>
    public bool HasRoom { get; private set; } = true;

    /// <summary>What is wrong, by line.</summary>
    public IReadOnlyList<Fault> Faults => [.. _faults.OrderBy(fault => fault.Line).Select(fault => fault.Fault)];

    /// <summary>The centre and the units of the lines.</summary>
    public IEnumerable<Unit> Units => _units.Values.Select(line => line.Unit).Prepend(centre);

    /// <summary>The same, units without a place right under the centre.</summary>
    public IEnumerable<Unit> Patched() => Units.Select(unit => unit.Parent is not { } above
        || ((above == centre.Code || _units.ContainsKey(above)) && above.Depth < unit.Code.Depth)
            ? unit : unit with { Parent = centre.Code });

    /// <summary>Reads a line.</summary>
    public void Add(int line, string codeText, string nameText, string parentText)
    {
        (codeText, nameText, parentText) = (codeText.Trim(), nameText.Trim(), parentText.Trim());
        if (codeText.Length + nameText.Length + parentText.Length == 0)
            return; // an empty line
        var isNew = ReadCode(line, codeText, out var code);
        var name = PrintableText.Clean(nameText, MaxNameLength);
        if (name is null)
            AddFault(line, "name", nameText.Length == 0
                ? new Text($"Đơn vị {codeText} chưa có tên.", $"The unit {codeText} has no name.")
                : new Text(
                    $"Tên của {codeText} phải là chữ in được, tối đa {MaxNameLength} ký tự.",
                    $"The name of {codeText} must be printable, of at most {MaxNameLength} characters."));
        var hasParent = UnitCode.TryParse(parentText, out var above);
        if (!hasParent)
            AddFault(line, "parent.code", new Text(
                $"“{parentText}” không phải mã của đơn vị cấp trên.", $"'{parentText}' is no code of a unit above."));
        if (!isNew)
            return;
        HasRoom = _units.Count < MaxUnits;
        if (!HasRoom)
            AddFault(line, "size", new Text($"Tệp có quá {MaxUnits} đơn vị.", $"The file has more than {MaxUnits} units."));
        // A unit without a name or place is still there for those below it.
        _units[code] = (line, new Unit(code, name ?? codeText, hasParent ? above : centre.Code));
        if (!hasParent)
            _withoutPlace.Add(code);
    }

    /// <summary>Looks at the places of all units, when all lines were read.</summary>
    public void End()
    {
        foreach (var (code, (line, unit)) in _units)
            if (!_withoutPlace.Contains(code))
                CheckPlace(line, code, unit.Parent!.Value);
        if (_faults.Count == 0 && _units.Count == 0)
            AddFault(1, "empty", new Text(
                $"Tệp không có đơn vị nào dưới {centre.Name}.", $"The file has no unit below {centre.Name}."));
    }

    /// <summary>Notes what is wrong with a line.</summary>
    public void AddFault(int line, string code, Text message) => _faults.Add((line, new Fault(
        string.Create(CultureInfo.InvariantCulture, $"line {line}"), $"unit-tree.{code}", message)));

    // Whether it names a unit that no line before named.
    private bool ReadCode(int line, string text, out UnitCode code)
    {
        if (!UnitCode.TryParse(text, out code))
            AddFault(line, "code", new Text($"“{text}” không phải mã đơn vị.", $"'{text}' is no code of a unit."));
        else if (code == centre.Code)
            AddFault(line, "centre", new Text(
                $"Bỏ dòng này: {code} là {centre.Name}, luôn có sẵn.",
                $"Leave this line out: {code} is {centre.Name}, which is always there."));
        else if (_units.TryGetValue(code, out var first))
            AddFault(line, "duplicate", new Text(
                $"Mã {code} đã có ở dòng {first.Line}.", $"The code {code} stands in line {first.Line} already."));
        else
            return true;
        return false;
    }

    // Sums go up level by level: a unit stands under one of a level above its own, and only the first level right under the centre.
    private void CheckPlace(int line, UnitCode code, UnitCode above)
    {
        if (above != centre.Code && !_units.ContainsKey(above))
            AddFault(line, "parent.unknown", new Text(
                $"Tệp không có đơn vị {above}, là cấp trên của {code}.", $"The file has no unit {above}, which is to be above {code}."));
        else if (above.Depth >= code.Depth && IsInCircle(code))
            AddFault(line, "parent.circle", new Text(
                $"{code} nằm dưới chính nó: các đơn vị cấp trên tạo thành vòng.",
                $"{code} is below itself: the units above it go in a circle."));
        else if (above.Depth >= code.Depth || (above == centre.Code) != (code.Depth == 1))
            AddFault(line, "parent.level", new Text(
                $"{code} không thể đứng ngay dưới {above}: sai cấp.", $"{code} cannot stand right under {above}: the levels do not fit."));
    }

    private bool IsInCircle(UnitCode start)
    {
        var at = start;
        for (var steps = 0; steps < MaxCircle && _units.TryGetValue(at, out var known); steps++)
            if ((at = known.Unit.Parent!.Value) == start)
                return true;
        return false;
    }
}

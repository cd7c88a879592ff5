using System.Text.Json;
using YouthFunctions.Hosting;
using YouthFunctions.Reports.Batch;

namespace YouthFunctions.Reports.Bridges;

/// <summary>Gathers one report from the fields of another system, each under the place where the sender wrote it.</summary>
/// <param name="mapping">How the fields are named here.</param>
/// <param name="numbers">How numbers in texts are written, if the sender says so.</param>
/// <param name="at">Where the report as a whole stands.</param>
public sealed class MappedReport(SourceMapping mapping, NumberStyle numbers, string at)
{
    private readonly Dictionary<Column, Part> _parts = [];
    private readonly List<SentValue> _deleted = [];
    private Sent<string>? _unit;
    private Sent<string>? _period;
    private bool _mayLackZeros;

    private sealed record Part(Sent<decimal> Number, string Repeat, bool IsBroken);

    /// <summary>What could not be read.</summary>
    public List<Fault> Faults { get; } = [];

    private Sent<string>? Reason { get; set; }

    private Sent<int>? Replaces { get; set; }

    /// <summary>Takes the unit. A number has lost its leading zeros, if it had any.</summary>
    public void SetUnit(JsonElement value, string pointer)
    {
        if (ReadText(value, pointer) is not { } text)
            return;
        if (_unit is { } first && first.Value != text)
            Faults.Add(BridgeFaults.Twice(pointer, first.At));
        _unit ??= new(text, pointer);
        _mayLackZeros |= value.ValueKind == JsonValueKind.Number && mapping.UnitOf(text) == text;
    }

    /// <summary>Takes the month.</summary>
    public void SetPeriod(JsonElement value, string pointer)
    {
        if (ReadText(value, pointer) is not { } text)
            return;
        if (_period is { } first && first.Value != text)
            Faults.Add(BridgeFaults.Twice(pointer, first.At));
        _period ??= new(text, pointer);
    }

    /// <summary>Takes the value of a field.</summary>
    /// <param name="column">What it is here.</param>
    /// <param name="value">What was sent.</param>
    /// <param name="pointer">Where.</param>
    /// <param name="repeat">The place of the repeat group whose entries are added up; empty outside of one.</param>
    public void Add(Column column, JsonElement value, string pointer, string repeat = "")
    {
        if (column.Kind == ColumnKind.Reason)
        {
            if (ReadText(value, pointer) is { } text)
                Reason = Reason is null ? new(text, pointer) : Reason.Value with { Value = $"{Reason.Value.Value}\n{text}" };
            return;
        }

        var number = BridgeNumber.Read(value, pointer, numbers != NumberStyle.Unknown ? numbers : mapping.Numbers, Faults);
        if (_parts.TryGetValue(column, out var part) && (repeat.Length == 0 || part.Repeat != repeat))
            Faults.Add(BridgeFaults.Twice(pointer, part.Number.At));
        else if (part is not null)
            _parts[column] = part with { Number = part.Number with { Value = part.Number.Value + (number ?? 0) }, IsBroken = part.IsBroken || number is null };
        else
            _parts[column] = new Part(new(number ?? 0, repeat.Length > 0 ? repeat : pointer), repeat, number is null);
    }

    /// <summary>Takes a value for deleted.</summary>
    public void Delete(Column column, string pointer) =>
        _deleted.Add(new SentValue(new(column.Indicator, pointer), null, null, null, null));

    /// <summary>The report, as far as it could be read.</summary>
    /// <param name="number">Its place in what was sent, from 1.</param>
    /// <param name="isPartial">Whether what is left out stands as it was.</param>
    public SentRow ToRow(int number, bool isPartial)
    {
        foreach (var (column, part) in _parts.Where(pair => pair.Key.Kind == ColumnKind.Replaces && !pair.Value.IsBroken))
        {
            if (part.Number.Value is >= 1 and <= 9999 && decimal.IsInteger(part.Number.Value))
                Replaces = new((int)part.Number.Value, part.Number.At);
            else
                Faults.Add(ReportFaults.MemberType(part.Number.At, "số của một phiên bản, từ 1", "the number of a revision, from 1"));
        }

        var values = _parts.Where(pair => pair.Key.Kind != ColumnKind.Replaces).GroupBy(pair => pair.Key.Indicator).Select(Value).ToArray();
        var unit = _unit is { } sent ? sent with { Value = mapping.UnitOf(sent.Value) } : (Sent<string>?)null;
        return new SentRow(
            number,
            new SentReport(unit, _period, values, Reason, Replaces, false, at) { IsPartial = isPartial, Deleted = _deleted, MayLackZeros = _mayLackZeros },
            Faults);
    }

    private static SentValue Value(IGrouping<string, KeyValuePair<Column, Part>> parts)
    {
        Sent<decimal>? Number(ColumnKind kind) => parts.FirstOrDefault(pair => pair.Key.Kind == kind).Value?.Number;
        return new SentValue(
            new(parts.Key, parts.First().Value.Number.At),
            Number(ColumnKind.Amount), Number(ColumnKind.YearToDate), Number(ColumnKind.Numerator), Number(ColumnKind.Denominator),
            parts.Any(pair => pair.Value.IsBroken));
    }

    private string? ReadText(JsonElement value, string pointer)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Trim(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (text is null)
            Faults.Add(ReportFaults.MemberType(pointer, "một chuỗi", "a string"));
        return text is { Length: > 0 } ? text : null;
    }
}

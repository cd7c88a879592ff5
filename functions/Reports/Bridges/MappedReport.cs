using System.Text.Json;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Bridges;

/// <summary>Gathers one report from the fields of another system, each under the place where the sender wrote it.</summary>
/// <param name="mapping">How the fields are named here.</param>
/// <param name="numbers">How numbers in texts are written, if the sender says so.</param>
/// <param name="at">Where the report as a whole stands.</param>
public sealed class MappedReport(SourceMapping mapping, NumberStyle numbers, string at)
{
    private readonly Dictionary<Column, Part> _parts = [];
    private readonly Dictionary<(string Entry, string Indicator), SubmittedValue> _entries = [];
    private readonly Dictionary<Column, string> _deleted = [];
    private readonly List<string> _reasons = [];
    private Submitted<string>? _unit;
    private Submitted<string>? _period;
    private bool _mayLackZeros;

    private sealed record Part(Submitted<decimal> Number, string Repeat, bool IsBroken)
    {
        public HashSet<string> Entries { get; } = [];
    }

    /// <summary>What could not be read.</summary>
    public List<Fault> Faults { get; } = [];

    private Submitted<string>? Reason { get; set; }

    private Submitted<int>? Replaces { get; set; }

    /// <summary>Takes the unit. A number has lost its leading zeros, if it had any.</summary>
    public void SetUnit(JsonElement value, string pointer)
    {
        if (ReadText(value, pointer) is not { } text)
            return;
        if (_unit is { } first && first.Value != text)
            Faults.Add(BridgeFaults.Duplicate(pointer, first.Pointer));
        _unit ??= new(text, pointer);
        _mayLackZeros |= value.ValueKind == JsonValueKind.Number && mapping.MapUnit(text) == text;
    }

    /// <summary>Takes the month.</summary>
    public void SetPeriod(JsonElement value, string pointer)
    {
        if (ReadText(value, pointer) is not { } text)
            return;
        if (_period is { } first && first.Value != text)
            Faults.Add(BridgeFaults.Duplicate(pointer, first.Pointer));
        _period ??= new(text, pointer);
    }

    /// <summary>Takes the value of a field.</summary>
    /// <param name="column">What it is here.</param>
    /// <param name="value">What was sent.</param>
    /// <param name="pointer">Where.</param>
    /// <param name="repeat">The place of the repeat group whose entries are added up; empty outside of one.</param>
    /// <param name="entry">The place of the entry; empty outside of a repeat group.</param>
    public void Add(Column column, JsonElement value, string pointer, string repeat = "", string entry = "")
    {
        if (column.Kind == ColumnKind.Reason)
        {
            AddReason(value, pointer);
            return;
        }

        if (repeat.Length > 0 && column.Kind == ColumnKind.YearToDate)
        {
            Faults.Add(BridgeFaults.YearToDateInRepeat(pointer));
            return;
        }

        var number = BridgeNumber.Read(value, pointer, numbers != NumberStyle.Unknown ? numbers : mapping.Numbers, Faults);
        if (_deleted.TryGetValue(column, out var deletion))
        {
            Faults.Add(BridgeFaults.Duplicate(pointer, deletion));
        }
        else if (!_parts.TryGetValue(column, out var part))
        {
            _parts[column] = part = new Part(new(number ?? 0, repeat.Length > 0 ? repeat : pointer), repeat, number is null);
            part.Entries.Add(entry);
        }
        else if (repeat.Length == 0 || part.Repeat != repeat || !part.Entries.Add(entry))
        {
            Faults.Add(BridgeFaults.Duplicate(pointer, part.Number.Pointer));
        }
        else if (Math.Abs(part.Number.Value) > ReportCheck.Limit)
        {
            Faults.Add(ReportFaults.TooLarge(pointer)); // before the sum is too large for a decimal
        }
        else
        {
            _parts[column] = part with
            {
                Number = part.Number with { Value = part.Number.Value + (number ?? 0) },
                IsBroken = part.IsBroken || number is null,
            };
        }

        if (repeat.Length > 0 && number is { } known)
            _entries[(entry, column.Indicator)] = With(_entries.GetValueOrDefault((entry, column.Indicator)), column, new(known, pointer));
    }

    /// <summary>Takes a value for deleted.</summary>
    public void Delete(Column column, string pointer)
    {
        if (_parts.TryGetValue(column, out var part))
            Faults.Add(BridgeFaults.Duplicate(pointer, part.Number.Pointer));
        else if (!_deleted.TryAdd(column, pointer))
            Faults.Add(BridgeFaults.Duplicate(pointer, _deleted[column]));
    }

    /// <summary>The report, as far as it could be read.</summary>
    /// <param name="number">Its place in what was sent, from 1.</param>
    /// <param name="isPartial">Whether what is left out stands as it was.</param>
    public SubmittedRow ToRow(int number, bool isPartial)
    {
        foreach (var (column, part) in _parts.Where(pair => pair.Key.Kind == ColumnKind.Replaces && !pair.Value.IsBroken))
        {
            if (part.Number.Value is >= 1 and <= 9999 && decimal.IsInteger(part.Number.Value))
                Replaces = new((int)part.Number.Value, part.Number.Pointer);
            else
                Faults.Add(ReportFaults.MemberType(part.Number.Pointer, "số của một phiên bản, từ 1", "the number of a revision, from 1"));
        }

        var values = _parts.Where(pair => pair.Key.Kind != ColumnKind.Replaces).GroupBy(pair => pair.Key.Indicator).Select(Value).ToArray();
        if (_reasons.Count > 0)
            Reason = Reason!.Value with { Value = string.Join('\n', _reasons) };
        Faults.AddRange(_deleted.Where(pair => OtherRatioPart(pair.Key) is { } other && !_deleted.ContainsKey(other))
            .Select(pair => BridgeFaults.HalfDeleted(pair.Value)));
        var unit = _unit is { } sent ? sent with { Value = mapping.MapUnit(sent.Value) } : (Submitted<string>?)null;
        return new SubmittedRow(
            number,
            new SubmittedReport(unit, _period, values, Reason, Replaces, false, at)
            {
                IsPartial = isPartial,
                Deleted = Deleted(),
                MayLackZeros = _mayLackZeros,
            },
            Faults);
    }

    // A ratio is taken back whole: half of one says nothing.
    private static Column? OtherRatioPart(Column column) => column.Kind switch
    {
        ColumnKind.Numerator => column with { Kind = ColumnKind.Denominator },
        ColumnKind.Denominator => column with { Kind = ColumnKind.Numerator },
        _ => null,
    };

    private SubmittedValue[] Deleted() =>
        [.. _deleted.DistinctBy(pair => pair.Key.Indicator)
            .Select(pair => new SubmittedValue(new(pair.Key.Indicator, pair.Value), null, null, null, null))];

    private static SubmittedValue With(SubmittedValue? value, Column column, Submitted<decimal> number)
    {
        var start = value ?? new SubmittedValue(new(column.Indicator, number.Pointer), null, null, null, null);
        return column.Kind switch
        {
            ColumnKind.Numerator => start with { Numerator = number },
            ColumnKind.Denominator => start with { Denominator = number },
            _ => start with { Amount = number },
        };
    }

    // Longer than a reason may be is a fault anyway: no need to hold more of it.
    private void AddReason(JsonElement value, string pointer)
    {
        if (ReadText(value, pointer) is not { } text)
            return;
        Reason ??= new("", pointer);
        if (_reasons.Count <= ReasonText.Length)
            _reasons.Add(text);
    }

    private SubmittedValue Value(IGrouping<string, KeyValuePair<Column, Part>> parts)
    {
        Submitted<decimal>? Number(ColumnKind kind) => parts.FirstOrDefault(pair => pair.Key.Kind == kind).Value?.Number;
        return new SubmittedValue(
            new(parts.Key, parts.First().Value.Number.Pointer),
            Number(ColumnKind.Amount), Number(ColumnKind.YearToDate), Number(ColumnKind.Numerator), Number(ColumnKind.Denominator),
            parts.Any(pair => pair.Value.IsBroken))
        {
            Entries = [.. _entries.Where(pair => pair.Key.Indicator == parts.Key).Select(pair => pair.Value)],
        };
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

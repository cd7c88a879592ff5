using System.Collections.Frozen;
using System.Text.Json;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Bridges;

/// <summary>
/// Reads DHIS2 <c>dataValueSets</c>: values of one or more organisation units and months. A set holds what changed, so each
/// report is partial; a value that is marked deleted is taken back. What describes a value (who stored it, when, a comment) is
/// left out by name, and every other member is a fault at its place.
/// </summary>
/// <param name="mapping">How the data elements are named here.</param>
/// <param name="numbers">How numbers in texts are written, if the sender says so.</param>
public sealed class Dhis2DataValues(SourceMapping mapping, NumberStyle numbers)
{
    // The uid that DHIS2 gives the default category option combination in every installation.
    private const string DefaultCombination = "HllvX50cXC0";

    private static readonly FrozenSet<string> SetMembers = FrozenSet.ToFrozenSet(
        ["dataValues", "orgUnit", "period", "dataSet", "completeDate", "attributeOptionCombo"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> ValueMembers = FrozenSet.ToFrozenSet(
        [
            "dataElement", "orgUnit", "period", "value", "deleted", "categoryOptionCombo", "attributeOptionCombo",
            "storedBy", "created", "lastUpdated", "comment", "followup", "followUp",
        ], StringComparer.Ordinal);

    /// <summary>The reports of a set, a unit and month each, and a row of faults for what belongs to none.</summary>
    public IReadOnlyList<SubmittedRow> Read(JsonElement set)
    {
        var faults = new List<Fault>();
        Check(set, "", SetMembers, faults);
        var reports = new Dictionary<(string Unit, string Period), MappedReport>();
        if (!set.TryGetProperty("dataValues", out var values) || values.ValueKind != JsonValueKind.Array)
        {
            faults.Add(ReportFaults.MemberType("/dataValues", "một mảng các giá trị", "an array of values"));
        }
        else
        {
            foreach (var (value, index) in values.EnumerateArray().Select((value, index) => (value, index)))
            {
                Read(set, value, $"/dataValues/{index}", reports, faults);
                if (index % 1000 != 0 || faults.Count + reports.Values.Sum(report => report.Faults.Count) <= BridgeFaults.FaultLimit)
                    continue;
                faults.Add(BridgeFaults.TooMany($"/dataValues/{index}"));
                break;
            }
        }

        var rows = reports.Values.Select((report, index) => report.ToRow(index + 1, isPartial: true)).ToList();
        if (faults.Count > 0)
            rows.Add(new SubmittedRow(rows.Count + 1, null, faults));
        return rows;
    }

    private void Read(
        JsonElement set, JsonElement value, string pointer, Dictionary<(string Unit, string Period), MappedReport> reports,
        List<Fault> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(ReportFaults.MemberType(pointer, "một đối tượng JSON", "a JSON object"));
            return;
        }

        var (unit, unitAt) = Member(set, value, pointer, "orgUnit");
        var (period, periodAt) = Member(set, value, pointer, "period");
        var key = (unit is { } code ? mapping.MapUnit(code.ToString().Trim()) : "",
            period is { } month ? Canonical(month.ToString().Trim()) : "");
        if (!reports.TryGetValue(key, out var report))
        {
            reports[key] = report = new MappedReport(mapping, numbers, pointer);
            if (unit is { } unitValue)
                report.SetUnit(unitValue, unitAt);
            if (period is { } periodValue)
                report.SetPeriod(periodValue, periodAt);
        }

        Check(value, pointer, ValueMembers, report.Faults);
        if (FindColumn(set, value, pointer, report.Faults) is not { } column)
            return;
        if (IsDeleted(value, pointer, report.Faults))
            report.Delete(column, pointer);
        else if (value.TryGetProperty("value", out var number) && !IsMissing(number))
            report.Add(column, number, $"{pointer}/value");
        else
            report.Faults.Add(ReportFaults.MemberMissing($"{pointer}/value"));
    }

    private Column? FindColumn(JsonElement set, JsonElement value, string pointer, List<Fault> faults)
    {
        if (!value.TryGetProperty("dataElement", out var element) || element.ValueKind != JsonValueKind.String)
        {
            faults.Add(ReportFaults.MemberMissing($"{pointer}/dataElement"));
            return null;
        }

        var name = element.GetString()!;
        var before = faults.Count;
        var (combination, combinationAt) = Combination(value, pointer, "categoryOptionCombo", faults);
        var (attribute, attributeAt) = Combination(value, pointer, "attributeOptionCombo", faults);
        if (attribute.Length == 0)
            (attribute, attributeAt) = Combination(set, "", "attributeOptionCombo", faults);
        if (faults.Count > before)
            return null;
        foreach (var (part, place) in new[] { (combination, combinationAt), (attribute, attributeAt) }.Where(pair => pair.Item1.Length > 0))
        {
            name = $"{name}.{part}";
            if (mapping.Find(name) is null)
            {
                faults.Add(BridgeFaults.Disaggregated(place, part));
                return null;
            }
        }

        if ((mapping.Find(name) ?? SheetColumns.ParseHeading(name)) is { IsNumber: true } column && column.Kind != ColumnKind.Replaces)
            return column;
        faults.Add(BridgeFaults.Unmapped($"{pointer}/dataElement"));
        return null;
    }

    // Empty for the default: the value is the whole of its data element.
    private static (string Combination, string At) Combination(JsonElement element, string pointer, string member, List<Fault> faults)
    {
        if (!element.TryGetProperty(member, out var value) || IsMissing(value))
            return ("", "");
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString() is "default" or DefaultCombination ? ("", "") : (value.GetString()!, $"{pointer}/{member}");
        faults.Add(ReportFaults.MemberType($"{pointer}/{member}", "một chuỗi", "a string"));
        return ("", "");
    }

    private static bool IsDeleted(JsonElement value, string pointer, List<Fault> faults)
    {
        if (!value.TryGetProperty("deleted", out var deleted) || deleted.ValueKind is JsonValueKind.False or JsonValueKind.Null)
            return false;
        if (deleted.ValueKind == JsonValueKind.True)
            return true;
        faults.Add(ReportFaults.MemberType($"{pointer}/deleted", "true hoặc false", "true or false"));
        return true; // not a value either, until that is clear
    }

    // A value's own member counts before the set's.
    private static (JsonElement? Value, string At) Member(JsonElement set, JsonElement value, string pointer, string name) =>
        value.TryGetProperty(name, out var own) && !IsMissing(own) ? (own, $"{pointer}/{name}")
        : set.TryGetProperty(name, out var common) && !IsMissing(common) ? (common, $"/{name}")
        : (null, "");

    private static bool IsMissing(JsonElement value) => value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()));

    private static string Canonical(string period) => MonthText.TryParse(period, out var month) ? month.ToString() : period;

    private static void Check(JsonElement element, string pointer, FrozenSet<string> known, List<Fault> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var place = $"{pointer}/{JsonPointer.Escape(member.Name)}";
            if (!seen.Add(member.Name))
                faults.Add(ReportFaults.MemberTwice(place));
            else if (!known.Contains(member.Name))
                faults.Add(BridgeFaults.Unmapped(place));
        }
    }
}

using System.Text.Json;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Bridges;

/// <summary>
/// Reads submissions of KoboToolbox (groups flattened to <c>group/question</c>) and ODK Central (groups nested, as its OData
/// feed has them; a webhook's event wraps one in <c>data</c>). Every answer is a value of the report, or left out by a named
/// rule (<see cref="KoboSystemFields"/>, the mapping's <c>ignored</c>), or a fault at its place.
/// </summary>
/// <param name="mapping">How the questions are named here.</param>
/// <param name="numbers">How numbers in texts are written, if the sender says so.</param>
public sealed class KoboSubmissions(SourceMapping mapping, NumberStyle numbers)
{
    /// <summary>The report of a submission; those of an OData page, one each.</summary>
    public IEnumerable<SubmittedRow> Read(JsonElement root)
    {
        if (root.TryGetProperty("value", out var page) && page.ValueKind == JsonValueKind.Array && page.EnumerateArray().All(IsObject))
            return page.EnumerateArray().Select((submission, index) => Submission(submission, $"/value/{index}", index + 1, root))
                .Concat(Envelope(root, "value", page.GetArrayLength() + 1));
        if (root.TryGetProperty("data", out var data) && IsObject(data) && root.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.String)
            return [Submission(data, "/data", 1, root), .. Envelope(root, "data", 2)];
        return [Submission(root, "", 1, root)];
    }

    // Whatever stands beside the submission in its envelope and is no field of the system would be lost: it is a row of faults.
    private static IEnumerable<SubmittedRow> Envelope(JsonElement root, string inner, int number)
    {
        List<Fault> faults =
        [
            .. root.EnumerateObject().Where(member => member.Name != inner && !KoboSystemFields.IsEnvelopeField(member.Name))
                .Select(member => BridgeFaults.Unmapped($"/{JsonPointer.Escape(member.Name)}")),
        ];
        return faults.Count == 0 ? [] : [new SubmittedRow(number, null, faults)];
    }

    private SubmittedRow Submission(JsonElement submission, string pointer, int number, JsonElement root)
    {
        var report = new MappedReport(mapping, numbers, pointer);
        Group(submission, new Location(pointer, "", "", "", false), report, KoboSystemFields.AttachmentsOf(submission, root));
        return report.ToRow(number, isPartial: false);
    }

    /// <summary>Where the walk stands.</summary>
    /// <param name="Pointer">In the JSON that was sent.</param>
    /// <param name="Path">The groups, as Kobo writes them.</param>
    /// <param name="Repeat">The outermost repeat group whose entries are added up; empty outside of one.</param>
    /// <param name="Entry">The innermost entry of such a group; empty outside of one.</param>
    /// <param name="IsSystem">Whether it is within a field of the system: only what is mapped is for us there.</param>
    private readonly record struct Location(string Pointer, string Path, string Repeat, string Entry, bool IsSystem);

    private void Group(JsonElement group, Location place, MappedReport report, IReadOnlySet<string> attachments)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in group.EnumerateObject())
        {
            if (report.Faults.Count > BridgeFaults.FaultLimit)
            {
                report.Faults.Add(BridgeFaults.TooMany(place.Pointer));
                return;
            }

            var pointer = $"{place.Pointer}/{JsonPointer.Escape(member.Name)}";
            // In a repeat group of Kobo the names of the questions carry the whole path, in the others their own name only.
            var isWhole = place.Path.Length == 0 || member.Name.StartsWith($"{place.Path}/", StringComparison.Ordinal);
            var path = isWhole ? member.Name : $"{place.Path}/{member.Name}";
            if (!seen.Add(member.Name))
                report.Faults.Add(ReportFaults.MemberTwice(pointer));
            else if (!IsUnanswered(member.Value) && !mapping.IsIgnored(path))
                Answer(member.Value, path, place with { Pointer = pointer, Path = path }, report, attachments);
        }
    }

    private void Answer(JsonElement value, string path, Location place, MappedReport report, IReadOnlySet<string> attachments)
    {
        var isUnit = SourceMapping.IsNamed(path, mapping.UnitField);
        if (isUnit || SourceMapping.IsNamed(path, mapping.PeriodField))
        {
            if (place.Repeat.Length > 0)
                report.Faults.Add(BridgeFaults.InRepeat(place.Pointer));
            else if (isUnit)
                report.SetUnit(value, place.Pointer);
            else
                report.SetPeriod(value, place.Pointer);
        }
        else if (mapping.Find(path) is { } column)
        {
            if (column.Kind is ColumnKind.Replaces or ColumnKind.Reason && place.Repeat.Length > 0)
                report.Faults.Add(BridgeFaults.InRepeat(place.Pointer));
            else
                report.Add(column, value, place.Pointer, place.Repeat, place.Entry);
        }
        else if (place.IsSystem || KoboSystemFields.IsSystemField(path, value))
        {
            if (IsObject(value))
                Group(value, place with { IsSystem = true }, report, attachments);
        }
        else if (IsObject(value))
        {
            Group(value, place, report, attachments);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            Repeat(value, path, place, report, attachments);
        }
        else if (KoboSystemFields.IsNotExpanded(path))
        {
            report.Faults.Add(BridgeFaults.NotExpanded(place.Pointer));
        }
        else if (!KoboSystemFields.IsAttachment(value, attachments))
        {
            report.Faults.Add(BridgeFaults.Unmapped(place.Pointer));
        }
    }

    private void Repeat(JsonElement entries, string path, Location place, MappedReport report, IReadOnlySet<string> attachments)
    {
        if (!entries.EnumerateArray().All(IsObject))
        {
            report.Faults.Add(BridgeFaults.Unmapped(place.Pointer));
            return;
        }

        if (!mapping.IsSummed(path))
        {
            report.Faults.Add(BridgeFaults.RepeatedValue(place.Pointer));
            return;
        }

        var repeat = place.Repeat.Length > 0 ? place.Repeat : place.Pointer;
        foreach (var (entry, index) in entries.EnumerateArray().Select((entry, index) => (entry, index)))
            Group(entry, place with { Pointer = $"{place.Pointer}/{index}", Repeat = repeat, Entry = $"{place.Pointer}/{index}" }, report,
                attachments);
    }

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    // A question that was not answered: nothing was said.
    private static bool IsUnanswered(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };
}

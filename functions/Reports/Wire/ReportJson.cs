using System.Globalization;
using System.Text.Json;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Rules;

namespace YouthFunctions.Reports.Wire;

/// <summary>Reads a report from JSON strictly: no unknown or repeated members, no numbers in quotes, no silent rounding.</summary>
public static class ReportJson
{
    /// <summary>How bodies are parsed; the deepest legal report has three levels.</summary>
    public static JsonDocumentOptions Options { get; } = new() { MaxDepth = 8 };

    private const int NumberLength = 28;

    /// <summary>Reads one report; what cannot be read is left out and named in <paramref name="faults"/>.</summary>
    /// <param name="element">The report.</param>
    /// <param name="pointer">Its JSON pointer; empty for the whole body.</param>
    /// <param name="faults">Receives every fault found.</param>
    /// <exception cref="InvalidOperationException">A text is not valid Unicode; see <see cref="ReportBody.IsUnicode"/>.</exception>
    public static SubmittedReport Read(JsonElement element, string pointer, List<Fault> faults)
    {
        Submitted<string>? unit = null, period = null, reason = null;
        Submitted<int>? replaces = null;
        var (isSimulated, isConfirmed) = (false, false);
        IReadOnlyList<SubmittedValue> values = [];
        foreach (var (name, member, where) in Members(element, pointer, faults))
        {
            switch (name)
            {
                case "unit": unit = Text(member, where, faults); break;
                case "period": period = Text(member, where, faults); break;
                case "values": values = Values(member, where, faults); break;
                case "reason" or "replaces" when member.ValueKind == JsonValueKind.Null: break;
                case "reason": reason = Text(member, where, faults); break;
                case "replaces": replaces = Revision(member, where, faults); break;
                case "simulated" when member.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    isSimulated = member.GetBoolean();
                    break;
                case "confirmed" when member.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    isConfirmed = member.GetBoolean();
                    break;
                case "simulated" or "confirmed": faults.Add(ReportFaults.MemberType(where, "true hoặc false", "true or false")); break;
                default: faults.Add(ReportFaults.MemberUnknown(where)); break;
            }
        }

        return new SubmittedReport(unit, period, values, reason, replaces, isSimulated, pointer) { IsConfirmed = isConfirmed };
    }

    /// <summary>Reads <c>{"revision":1,"note":"…"}</c>.</summary>
    public static (Submitted<int>? Revision, string? Note) ReadReview(JsonElement element, List<Fault> faults)
    {
        Submitted<int>? revision = null;
        Submitted<string>? note = null;
        foreach (var (name, member, where) in Members(element, "", faults))
        {
            if (name == "revision")
                revision = Revision(member, where, faults);
            else if (name == "note" && member.ValueKind != JsonValueKind.Null)
                note = Text(member, where, faults);
            else if (name != "note")
                faults.Add(ReportFaults.MemberUnknown(where));
        }

        return (revision, ReasonText.Read(note, faults));
    }

    private static List<SubmittedValue> Values(JsonElement element, string pointer, List<Fault> faults)
    {
        var values = new List<SubmittedValue>();
        foreach (var (code, value, where) in Members(element, pointer, faults))
        {
            var faultsBefore = faults.Count;
            Submitted<decimal>? amount = null, yearToDate = null, numerator = null, denominator = null;
            foreach (var (name, number, there) in Members(value, where, faults))
            {
                switch (name)
                {
                    case "amount": amount = Number(number, there, faults); break;
                    case "yearToDate": yearToDate = Number(number, there, faults); break;
                    case "numerator": numerator = Number(number, there, faults); break;
                    case "denominator": denominator = Number(number, there, faults); break;
                    default: faults.Add(ReportFaults.MemberUnknown(there)); break;
                }
            }

            values.Add(new SubmittedValue(new(code, where), amount, yearToDate, numerator, denominator, faults.Count > faultsBefore));
        }

        return values;
    }

    private static IEnumerable<(string Name, JsonElement Value, string At)> Members(JsonElement element, string pointer, List<Fault> faults)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(ReportFaults.MemberType(pointer, "một đối tượng JSON", "a JSON object"));
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var where = $"{pointer}/{JsonPointer.Escape(member.Name)}";
            if (seen.Add(member.Name))
                yield return (member.Name, member.Value, where);
            else
                faults.Add(ReportFaults.MemberTwice(where));
        }
    }

    private static Submitted<string>? Text(JsonElement element, string pointer, List<Fault> faults)
    {
        if (element.ValueKind == JsonValueKind.String)
            return new(element.GetString()!, pointer);
        faults.Add(ReportFaults.MemberType(pointer, "một chuỗi", "a string"));
        return null;
    }

    private static Submitted<int>? Revision(JsonElement element, string pointer, List<Fault> faults)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var revision) && revision >= 1)
            return new(revision, pointer);
        faults.Add(ReportFaults.MemberType(pointer, "số của một phiên bản, từ 1", "the number of a revision, from 1"));
        return null;
    }

    private static Submitted<decimal>? Number(JsonElement element, string pointer, List<Fault> faults)
    {
        if (element.ValueKind != JsonValueKind.Number)
        {
            faults.Add(ReportFaults.MemberType(pointer, "một số (bỏ trống nếu chưa biết)", "a number (leave it out while unknown)"));
            return null;
        }

        if (TryDecimal(element, out var number))
            return new(number, pointer);
        faults.Add(ReportFaults.NumberTooLong(pointer));
        return null;
    }

    /// <summary>The number, exactly; false when it has more digits than can be kept.</summary>
    /// <remarks>More than 28 characters could hold more digits than a decimal keeps, and it would round without a word.</remarks>
    public static bool TryDecimal(JsonElement element, out decimal number)
    {
        var text = element.GetRawText();
        number = 0;
        return text.Length <= NumberLength && !HasLongExponent(text)
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static bool HasLongExponent(string text)
    {
        var e = text.AsSpan().IndexOfAny('e', 'E');
        return e >= 0 && (!int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent)
            || exponent is < -4 or > 16);
    }
}

using System.Text.Json;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Bridges;

/// <summary>Reads the number in a field: a JSON number as it stands, a text only if it can be read in one way.</summary>
internal static class BridgeNumber
{
    internal static decimal? Read(JsonElement value, string pointer, NumberStyle style, List<Fault> faults)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                if (ReportJson.TryDecimal(value, out var number))
                    return number;
                faults.Add(ReportFaults.NumberTooLong(pointer));
                return null;
            case JsonValueKind.String:
                return NumberText.Read(new(value.GetString()!, pointer), style, NumberStyle.Unknown, faults)?.Value;
            default:
                faults.Add(ReportFaults.MemberType(pointer, "một số (bỏ trống nếu chưa biết)", "a number (leave it out while unknown)"));
                return null;
        }
    }
}

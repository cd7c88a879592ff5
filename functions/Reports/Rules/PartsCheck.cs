using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports.Rules;

/// <summary>
/// An indicator can be reported in parts (volunteer turns on site, online). The plan lists a part as an indicator of its
/// own that names its whole, so it is rolled up and exported like any other; here the parts are held against the whole.
/// </summary>
public static class PartsCheck
{
    /// <summary>Parts come with their whole, never exceed it, and when all are known they are it.</summary>
    public static IEnumerable<Fault> Faults(
        IReadOnlyDictionary<IndicatorCode, ReportedValue> values, YearPlan plan, Func<IndicatorCode, string> pointerTo)
    {
        foreach (var parts in plan.Indicators.Where(indicator => indicator.PartOf is not null)
            .GroupBy(indicator => indicator.PartOf!.Value))
        {
            var known = parts.Where(part => values.ContainsKey(part.Code)).ToArray();
            if (known.Length == 0)
                continue;
            if (!values.TryGetValue(parts.Key, out var whole))
            {
                yield return new Fault(pointerTo(known[0].Code), "parts.without-whole", new(
                    $"Có phần chi tiết nhưng thiếu tổng “{parts.Key}”.", $"A part is stated, but the whole '{parts.Key}' is not."));
                continue;
            }

            var differing = known.FirstOrDefault(part => values[part.Code].IsYearToDate != whole.IsYearToDate);
            var sum = known.Aggregate(Measure.Unknown, (total, part) => total + values[part.Code].Measure);
            if (differing is not null)
                yield return new Fault(pointerTo(differing.Code), "parts.form", new(
                    "Các phần và tổng phải cùng là trong tháng hoặc cùng là lũy kế.",
                    "Parts and whole must all be the month's or all be year to date."));
            else if (known.Length == parts.Count()
                ? sum != whole.Measure
                : sum.Numerator > whole.Measure.Numerator || sum.Denominator > whole.Measure.Denominator)
                yield return new Fault(pointerTo(parts.Key), "parts.sum", new(
                    $"Các phần cộng lại là {sum}, khác với tổng {whole.Measure}.",
                    $"The parts come to {sum}, and not to the whole of {whole.Measure}."));
        }
    }
}

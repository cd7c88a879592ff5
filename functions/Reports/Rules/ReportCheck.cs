using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Rules;

/// <summary>Holds what was sent against the plan of its year; every fault is found in one pass.</summary>
public static class ReportCheck
{
    /// <summary>The largest value taken; sums of it over all units and months stay exact.</summary>
    public const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>The values that hold, by indicator.</summary>
    /// <param name="sent">The report as sent.</param>
    /// <param name="plan">The plan of its year.</param>
    /// <param name="faults">Receives every fault found.</param>
    public static IReadOnlyDictionary<IndicatorCode, ReportedValue> Values(SentReport sent, YearPlan plan, List<Fault> faults)
    {
        var values = new Dictionary<IndicatorCode, ReportedValue>();
        if (sent.Values.Count == 0 && !sent.IsPartial)
            faults.Add(ReportFaults.Empty(sent.ValuesAt));
        faults.AddRange(sent.Deleted.Where(value => value.Indicator is not { } code || plan.Find(code) is null)
            .Select(value => ReportFaults.IndicatorUnknown(value.Code.At, value.Code.Value, plan.Year)));
        foreach (var value in sent.Values)
        {
            var indicator = value.Indicator is { } code ? plan.Find(code) : null;
            if (indicator is null)
                faults.Add(ReportFaults.IndicatorUnknown(value.Code.At, value.Code.Value, plan.Year));
            else if (EntriesHold(value, indicator, faults) && !value.IsBroken && Value(value, indicator, faults) is { } checkedValue && !values.TryAdd(indicator.Code, checkedValue))
                faults.Add(ReportFaults.IndicatorTwice(value.Code.At));
        }

        faults.AddRange(PartsCheck.Faults(values, plan, sent.PlaceOf));
        return values;
    }

    private static ReportedValue? Value(SentValue sent, Indicator indicator, List<Fault> faults)
    {
        if (indicator.Kind == IndicatorKind.Ratio)
        {
            if (sent is not { Numerator: { } numerator, Denominator: { } denominator, Amount: null, YearToDate: null })
            {
                faults.Add(ReportFaults.NeedsRatio(sent.Code.At));
                return null;
            }

            if (!(IsNumber(numerator, indicator, faults) & IsNumber(denominator, indicator, faults)))
                return null;
            if (numerator.Value <= denominator.Value)
                return new(Measure.Ratio(Plain(numerator.Value), Plain(denominator.Value)), false);
            faults.Add(ReportFaults.NumeratorAbove(numerator.At));
            return null;
        }

        if (sent is not { Numerator: null, Denominator: null } || sent.Amount.HasValue == sent.YearToDate.HasValue)
        {
            faults.Add(ReportFaults.NeedsAmount(sent.Code.At));
            return null;
        }

        var amount = sent.Amount ?? sent.YearToDate!.Value;
        return IsNumber(amount, indicator, faults) ? new(Measure.Amount(Plain(amount.Value)), sent.YearToDate.HasValue) : null;
    }

    // A sum would hide an entry that does not hold: a negative one, or half a ratio.
    private static bool EntriesHold(SentValue value, Indicator indicator, List<Fault> faults)
    {
        var hold = true;
        foreach (var entry in value.Entries)
            hold &= Value(entry, indicator, faults) is not null;
        return hold;
    }

    private static bool IsNumber(Sent<decimal> sent, Indicator indicator, List<Fault> faults)
    {
        var fault = sent.Value switch
        {
            < 0 => ReportFaults.Negative(sent.At),
            > Limit => ReportFaults.TooLarge(sent.At),
            var value when value != decimal.Round(value, indicator.Decimals) => ReportFaults.NotWhole(sent.At, indicator.Decimals),
            _ => null,
        };
        if (fault is not null)
            faults.Add(fault);
        return fault is null;
    }

    // 5, 5.0 and -0 each have one canonical form, so that equal reports have equal hashes.
    private static decimal Plain(decimal value) => value == 0 ? 0m : value / 1.0000000000000000000000000000m;
}

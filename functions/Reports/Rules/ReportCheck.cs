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
    public static IReadOnlyDictionary<IndicatorCode, ReportedValue> Values(SubmittedReport sent, YearPlan plan, List<Fault> faults)
    {
        var values = new Dictionary<IndicatorCode, ReportedValue>();
        if (sent.Values.Count == 0 && !sent.IsPartial)
            faults.Add(ReportFaults.Empty(sent.ValuesPointer));
        faults.AddRange(sent.Deleted.Where(value => value.Indicator is not { } code || plan.Find(code) is null)
            .Select(value => ReportFaults.IndicatorUnknown(value.Code.Pointer, value.Code.Value, plan.Year)));
        foreach (var value in sent.Values)
        {
            var indicator = value.Indicator is { } code ? plan.Find(code) : null;
            if (indicator is null)
                faults.Add(ReportFaults.IndicatorUnknown(value.Code.Pointer, value.Code.Value, plan.Year));
            else if (AreEntriesValid(value, indicator, faults) && !value.IsBroken && Value(value, indicator, faults) is { } checkedValue
                && !values.TryAdd(indicator.Code, checkedValue))
                faults.Add(ReportFaults.IndicatorTwice(value.Code.Pointer));
        }

        faults.AddRange(PartsCheck.Faults(values, plan, sent.PointerTo));
        return values;
    }

    private static ReportedValue? Value(SubmittedValue sent, Indicator indicator, List<Fault> faults)
    {
        if (indicator.Kind == IndicatorKind.Ratio)
        {
            if (sent is not { Numerator: { } numerator, Denominator: { } denominator, Amount: null, YearToDate: null })
            {
                faults.Add(ReportFaults.NeedsRatio(sent.Code.Pointer));
                return null;
            }

            if (!(IsNumber(numerator, indicator, faults) & IsNumber(denominator, indicator, faults)))
                return null;
            if (numerator.Value <= denominator.Value)
                return new(Measure.Ratio(Normalize(numerator.Value), Normalize(denominator.Value)), false);
            faults.Add(ReportFaults.NumeratorAbove(numerator.Pointer));
            return null;
        }

        if (sent is not { Numerator: null, Denominator: null } || sent.Amount.HasValue == sent.YearToDate.HasValue)
        {
            faults.Add(ReportFaults.NeedsAmount(sent.Code.Pointer));
            return null;
        }

        var amount = sent.Amount ?? sent.YearToDate!.Value;
        return IsNumber(amount, indicator, faults) ? new(Measure.Amount(Normalize(amount.Value)), sent.YearToDate.HasValue) : null;
    }

    // A sum would hide an entry that does not hold: a negative one, or half a ratio.
    private static bool AreEntriesValid(SubmittedValue value, Indicator indicator, List<Fault> faults)
    {
        var hold = true;
        foreach (var entry in value.Entries)
            hold &= Value(entry, indicator, faults) is not null;
        return hold;
    }

    private static bool IsNumber(Submitted<decimal> sent, Indicator indicator, List<Fault> faults)
    {
        var fault = FindFault(sent, indicator);
        if (fault is not null)
            faults.Add(fault);
        return fault is null;
    }

    /// <summary>What is wrong with a number of an indicator: negative, above <see cref="Limit"/>, or with more decimals than the
    /// indicator has; null for nothing.</summary>
    public static Fault? FindFault(Submitted<decimal> sent, Indicator indicator) => sent.Value switch
    {
        < 0 => ReportFaults.Negative(sent.Pointer),
        > Limit => ReportFaults.TooLarge(sent.Pointer),
        var value when value != decimal.Round(value, indicator.Decimals) => ReportFaults.NotWhole(sent.Pointer, indicator.Decimals),
        _ => null,
    };

    // 5, 5.0 and -0 each have one canonical form, so that equal reports have equal hashes.
    private static decimal Normalize(decimal value) => value == 0 ? 0m : value / 1.0000000000000000000000000000m;
}

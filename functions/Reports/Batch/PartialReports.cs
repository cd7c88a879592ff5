using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Reports.Batch;

/// <summary>
/// Makes whole reports of those that state only what changed: what they leave out stands as it was reported, and what they
/// delete is taken back. Each becomes a correction of the revision that it was completed from, so that whoever comes between
/// is noticed. One object serves one import: it keeps what it read of a province's month.
/// </summary>
public sealed class PartialReports(ReportStore reports, UnitRegister register)
{
    /// <summary>The reason of a withdrawal that came about by deleting the last value.</summary>
    public const string EmptyReportText = "Mọi giá trị đã bị xóa ở hệ thống nguồn. / All values were deleted in the source system.";

    private readonly Dictionary<(string Partition, Month Period), IReadOnlyDictionary<UnitCode, Report>> _months = [];

    /// <summary>The whole report; the same when unit or month cannot be read, which is for the checks to say, and when
    /// it deletes what nobody reported.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="caller">Who sends it; no report outside its sub-tree is looked at.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<SubmittedReport> CompleteAsync(SubmittedReport sent, Caller caller, CancellationToken cancel)
    {
        if (!MonthText.TryParse(sent.Period?.Value, out var period) || !UnitCode.TryParse(sent.Unit?.Value, out var unit)
            || caller.Find(register.TreeOf(period), unit) is null)
            return sent;
        var month = (reports.Partition(unit, period), period);
        if (!_months.TryGetValue(month, out var standing))
            _months[month] = standing = await reports.MonthAsync(month.Item1, period, cancel);
        var current = standing.GetValueOrDefault(unit);
        if (current is null || (current.IsWithdrawn && sent.Values.Count == 0))
            return sent;
        // What was emptied by deleting its last value may be reported again; what a person withdrew may not.
        if (current.IsWithdrawn)
            return current.Reason == EmptyReportText ? sent with { Replaces = new(current.Revision, sent.Pointer) } : sent;

        var values = sent.Values.Select(value => Complete(value, current)).ToList();
        var stated = values.Select(value => value.Indicator).ToHashSet();
        var deleted = sent.Deleted.Select(value => value.Indicator).ToHashSet();
        values.AddRange(current.Values.Where(pair => !stated.Contains(pair.Key) && !deleted.Contains(pair.Key))
            .Select(pair => FromCurrent(pair.Key, pair.Value, sent.Pointer)));
        return sent with
        {
            Values = values,
            Replaces = new(current.Revision, sent.Pointer),
            IsWithdrawn = values.Count == 0,
            Reason = values.Count == 0 ? new(EmptyReportText, sent.Pointer) : sent.Reason,
        };
    }

    // The other part of a ratio, where only one part changed.
    private static SubmittedValue Complete(SubmittedValue sent, Report current)
    {
        if (sent.Numerator.HasValue == sent.Denominator.HasValue
            || sent.Indicator is not { } code || !current.Values.TryGetValue(code, out var value)
            || value.Measure.Denominator is not { } whole)
            return sent;
        return sent with
        {
            Numerator = sent.Numerator ?? new(value.Measure.Numerator, sent.Code.Pointer),
            Denominator = sent.Denominator ?? new(whole, sent.Code.Pointer),
        };
    }

    private static SubmittedValue FromCurrent(IndicatorCode code, ReportedValue value, string pointer)
    {
        Submitted<decimal> number = new(value.Measure.Numerator, pointer);
        return value.Measure.Denominator is { } whole
            ? new SubmittedValue(new(code.ToString(), pointer), null, null, number, new(whole, pointer))
            : new SubmittedValue(
                new(code.ToString(), pointer), value.IsYearToDate ? null : number, value.IsYearToDate ? number : null, null, null);
    }
}

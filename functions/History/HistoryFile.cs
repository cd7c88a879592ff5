using System.Globalization;
using Sylvan.Data.Csv;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.History;

/// <summary>Years before the plan, read from a CSV file: <c>unit,indicator,year,month,amount,numerator,denominator</c>.</summary>
/// <param name="Reports">What each unit did in each year, as if it had reported it on time.</param>
/// <param name="Lines">How many values were read.</param>
/// <param name="Faults">What is wrong, the first hundred; nothing may be stored when there are any.</param>
public sealed record HistoryFile(
    IReadOnlyDictionary<int, Dictionary<UnitCode, MonthReport[]>> Reports, int Lines, IReadOnlyList<Fault> Faults)
{
    private const int MaxFaults = 100;

    /// <summary>Reads a file; the two columns of ratios may be missing, and a flow leaves them empty.</summary>
    /// <param name="text">The file.</param>
    /// <param name="plan">The plan that knows the indicators.</param>
    /// <param name="register">The trees that know the units.</param>
    /// <param name="caller">Who loads: every unit must lie within reach in the tree of its year.</param>
    /// <param name="plannedYears">The years that have reports of their own and take no history.</param>
    /// <param name="currentYear">The year that it is; it and later ones are reported and take no history.</param>
    /// <param name="numbers">How numbers are written, if the sender says so; without it <c>12.500</c>, which has two readings, is a
    /// fault.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async Task<HistoryFile> ReadAsync(
        TextReader text, YearPlan plan, UnitRegister register, Caller caller, IReadOnlyCollection<int> plannedYears, int currentYear,
        NumberStyle numbers, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var months = new Dictionary<(int Year, UnitCode Unit, int Month), Dictionary<IndicatorCode, ReportedValue>>();
        await using var csv = await CsvDataReader.CreateAsync(text, cancel: cancel);
        var columns = HistoryColumns.Find(csv);
        if (columns is null)
            return new HistoryFile(new Dictionary<int, Dictionary<UnitCode, MonthReport[]>>(), 0, HistoryColumns.Faults(csv));
        var line = 1;
        while (await csv.ReadAsync(cancel))
        {
            line++;
            var wrong = columns.Read(csv, numbers, out var row) ?? Check(row, plan, register, caller, plannedYears, currentYear);
            if (wrong is null)
            {
                var key = (row.Month.Year, row.Unit, row.Month.Number);
                if (!months.TryGetValue(key, out var values))
                    months[key] = values = [];
                if (!values.TryAdd(row.Indicator, new ReportedValue(row.Measure, false)))
                    wrong = ("duplicate", new Text("Giá trị này đã có ở một dòng trước.", "This value stands in an earlier line already."));
            }

            if (wrong is { } fault && faults.Count < MaxFaults)
                faults.Add(Fault(line.ToString(CultureInfo.InvariantCulture), fault.Code, fault.Message));
        }

        return new HistoryFile(
            months.GroupBy(pair => pair.Key.Year).ToDictionary(
                year => year.Key,
                year => year.GroupBy(pair => pair.Key.Unit).ToDictionary(
                    unit => unit.Key, unit => unit.Select(pair => new MonthReport(pair.Key.Month, true, pair.Value)).ToArray())),
            line - 1, faults);
    }

    private static (string Code, Text Message)? Check(
        HistoryRow row, YearPlan plan, UnitRegister register, Caller caller, IReadOnlyCollection<int> plannedYears, int currentYear)
    {
        if (plannedYears.Contains(row.Month.Year))
            return ("year.has-plan", new Text(
                $"Năm {row.Month.Year} có chương trình và báo cáo riêng, không nạp lịch sử.",
                $"The year {row.Month.Year} has a plan and reports of its own and takes no history."));
        if (row.Month.Year >= currentYear)
            return ("year.not-over", new Text(
                $"Năm {row.Month.Year} chưa kết thúc: hãy mở năm này rồi gửi báo cáo.",
                $"The year {row.Month.Year} is not over: open it, and send its reports."));
        if (caller.Find(register.TreeOf(row.Month.Year), row.Unit) is null)
            return ("unit.unknown", new Text(
                $"Năm {row.Month.Year} không có đơn vị {row.Unit} trong phạm vi của bạn.",
                    $"There is no unit {row.Unit} within your reach in {row.Month.Year}."));
        if (plan.Find(row.Indicator) is not { } indicator)
            return ("indicator.unknown", new Text($"Không có chỉ tiêu {row.Indicator}.", $"There is no indicator {row.Indicator}."));
        if ((indicator.Kind == IndicatorKind.Ratio) != row.Measure.Denominator.HasValue)
            return ("value.kind", new Text(
                $"Chỉ tiêu {row.Indicator} thuộc loại khác.", $"The indicator {row.Indicator} is of the other kind (flow or ratio)."));
        return (ReportCheck.FindFault(new(row.Measure.Numerator, ""), indicator)
            ?? ReportCheck.FindFault(new(row.Measure.Denominator ?? 0, ""), indicator)) is { } fault ? (fault.Code, fault.Message) : null;
    }

    internal static Fault Fault(string line, string code, Text message) => new($"line {line}", $"history.{code}", message);
}

using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Reports.Batch;

/// <summary>The workbook to fill in, in Vietnamese: a row for the unit and each unit below it, a column a value.</summary>
public sealed class GetTemplate(PlanStore plans, UnitRegister register)
{
    /// <summary><c>?unit=01&amp;period=2024-05</c>; the month is this one by default.</summary>
    [Operation("Mẫu Excel để điền.", "The workbook to fill in.")]
    [Query("unit", "the unit, such as 01", Example = "01", IsRequired = true)]
    [Query("period", "the month; without it this one", Example = "2024-05")]
    [AnswerFile(FileKinds.XlsxType), Refuses(404)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var period = Month.Containing(LocalTime.DayAt(call.Now));
        if (call.QueryText("period") is { } text)
        {
            var faults = new List<Fault>();
            if (MonthText.Read(new Submitted<string>(text, "?period"), faults) is not { } stated)
                return Problems.Malformed(call, "?period", faults[0].Message);
            period = stated;
        }

        var tree = register.TreeOf(period);
        if (call.UnitIn(tree, call.QueryText("unit")) is not { Code: var unit })
            return Problems.NoUnitWithinReach(call);
        if (await plans.FindAsync(period.Year, cancel) is not { } reportingYear)
            return YearParameter.NoPlan(call);
        string[] head =
        [
            Say("Mã đơn vị [unit]", "Unit code [unit]"), Say("Tên đơn vị", "Unit name"), Say("Kỳ [period]", "Month [period]"),
            .. reportingYear.Plan.Indicators.SelectMany(Headings), Say("Thay phiên bản [replaces]", "Replaces revision [replaces]"),
            Say("Lý do [reason]", "Reason [reason]"),
        ];
        var rows = tree.Children(unit).Prepend(tree[unit]).Select(child => new[] { child.Code.ToString(), child.Name, period.ToString() });
        var workbook = TemplateWorkbook.Write(Say("Báo cáo", "Reports"), head, rows, textColumns: 3);
        call.Http.Response.Headers.CacheControl = "no-store";
        return Results.File(workbook, FileKinds.XlsxType, $"{Say("bao-cao", "report")}-{unit}-{period}.xlsx");
    }

    private static IEnumerable<string> Headings(Indicator indicator) => indicator.Kind == IndicatorKind.Ratio
        ? [$"{Say(indicator.Name)}: {Say("tử số", "numerator")} [{indicator.Code}:numerator]",
            $"{Say(indicator.Name)}: {Say("mẫu số", "denominator")} [{indicator.Code}:denominator]"]
        : [$"{Say(indicator.Name)} ({Say(indicator.UnitOfMeasure)}) [{indicator.Code}]"];

    // A file goes from hand to hand: it is in the language of the house, not of whoever fetched it.
    private static string Say(Text text) => text.In(Organisation.Current.Language);

    private static string Say(string vietnamese, string english) => Say(new Text(vietnamese, english));
}

using Microsoft.AspNetCore.Http;
using MiniExcelLibs;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports.Batch;

/// <summary>The workbook to fill in, in Vietnamese: a row for the unit and each unit below it, a column a value.</summary>
public sealed class GetTemplate(PlanStore plans, UnitRegister register)
{
    /// <summary><c>?unit=01&amp;period=2024-05</c>; the month is this one by default.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var period = Month.Of(ReportingCalendar.DayAt(call.Now));
        if (call.QueryText("period") is { } text && !Month.TryParse(text, out period))
            return Problems.Malformed(call, "?period", new Text("Kỳ viết dạng 2024-05.", "A period is written like 2024-05."));
        var tree = register.TreeOf(period);
        if (call.UnitIn(tree, call.QueryText("unit")) is not { Code: var unit })
            return Problems.NotFound(call, new Text("Không có đơn vị này trong phạm vi của bạn.", "There is no such unit within your reach."));
        if (await plans.FindAsync(period.Year, cancel) is not { } plan)
            return Problems.NotFound(call, new Text("Năm này chưa có chương trình công tác.", "This year has no plan."));
        using var workbook = new MemoryStream();
        var rows = tree.Children(unit).Prepend(tree[unit]).Select(one =>
        {
            var row = new Dictionary<string, object?>
            {
                ["Mã đơn vị [unit]"] = one.Code.ToString(),
                ["Tên đơn vị"] = one.Name,
                ["Kỳ [period]"] = period.ToString(),
            };
            foreach (var heading in plan.Plan.Indicators.SelectMany(Headings))
                row[heading] = null;
            row["Thay phiên bản [replaces]"] = null;
            row["Lý do [reason]"] = null;
            return row;
        });
        await workbook.SaveAsAsync(rows, sheetName: "Báo cáo", cancellationToken: cancel);
        call.Http.Response.Headers.CacheControl = "no-store";
        return Results.File(
            workbook.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"bao-cao-{unit}-{period}.xlsx");
    }

    private static IEnumerable<string> Headings(Indicator indicator) => indicator.Kind == IndicatorKind.Ratio
        ? [$"{indicator.Name.Vietnamese}: tử số [{indicator.Code}:numerator]", $"{indicator.Name.Vietnamese}: mẫu số [{indicator.Code}:denominator]"]
        : [$"{indicator.Name.Vietnamese} ({indicator.UnitOfMeasure.Vietnamese}) [{indicator.Code}]"];
}

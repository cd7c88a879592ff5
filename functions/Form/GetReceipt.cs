using System.Globalization;
using System.Text;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Form;

/// <summary>The receipt of a report as a text file to keep: what was received, when, as which revision, and its hash.</summary>
public sealed class GetReceipt(ReportStore reports, PlanStore plans, UnitRegister register)
{
    /// <summary><c>?unit=&amp;period=</c>: the receipt of the revision that stands, or 404.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!MonthText.TryParse(call.QueryText("period") ?? "", out var period)
            || call.UnitIn(register.TreeOf(period), call.QueryText("unit")) is not { } unit
            || await plans.FindAsync(period.Year, cancel) is not { } reportingYear
            || (await reports.FindAsync(unit.Code, period, cancel))?.Report is not { } report)
            return Problems.NotFound(
                call, new Text("Chưa có báo cáo của đơn vị và tháng này.", "There is no report of this unit and month."));
        var localizer = new Localizer(call.Language);
        var text = new StringBuilder()
            .AppendLine(FormTexts.Received(localizer, report, unit, reportingYear.Plan))
            .AppendLine(CultureInfo.InvariantCulture, $"{localizer.Localize("Mã đơn vị", "Unit code")}: {unit.Code}")
            .Append(CultureInfo.InvariantCulture, $"{localizer.Localize("Phiên bản", "Revision")}: {report.Revision}, ")
            .AppendLine(localizer.FormatInstant(report.ReceivedUtc)).AppendLine();
        foreach (var indicator in reportingYear.Plan.Indicators)
            if (report.Values.TryGetValue(indicator.Code, out var value))
                text.Append(CultureInfo.InvariantCulture, $"- {localizer.Localize(indicator.Name)}: ")
                    .AppendLine(CultureInfo.InvariantCulture,
                        $"{FormTexts.Value(localizer, value)} {localizer.Localize(indicator.UnitOfMeasure)}");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"SHA-256: {report.ContentHash}");
        call.Http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(
            Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", $"bien-nhan-{unit.Code}-{period}.txt");
    }
}

using System.Globalization;
using System.Xml.Linq;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Summaries.Standings;
using YouthFunctions.Units;

namespace YouthFunctions.Alerts;

/// <summary>The changes of status of the caller's unit, of the units directly below, and the latest of all below them, as JSON, as an
/// Atom feed and as a page.</summary>
[Query("since", "a day: what is older is left out", Example = "2024-05-01")]
[Query("unit", "a unit below the caller's; without it the caller's own", Example = "01")]
public sealed class GetAlerts(ForecastStore forecasts, UnitRegister register, YearSelector years, PublicAddress address)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <summary>JSON, the latest first; <c>?since=2024-09-01</c> leaves out what is older, <c>?unit=</c> looks at a unit below.</summary>
    [Operation(
        "Các chỉ tiêu vừa đổi trạng thái.",
        "The changes of status of a unit, of those directly below, and the latest of all below them; the latest first.")]
    [QueryOf<GetAlerts>, QueryOf<YearSelector>, Answer<AlertList>, Refuses(404)]
    public Task<IResult> Json(Call call, CancellationToken cancel) => AnswerAsync(call, (alerts, _, chosen) => Results.Json(
        new AlertList(chosen.Year, [.. alerts.Select(alert => new AlertListEntry(
            alert.Id, alert.Unit.Code, alert.Unit.Name, alert.Standing.Indicator.Code, alert.Standing.Forecast.Status,
            alert.Standing.Forecast.Before, alert.Standing.Forecast.Since, alert.Standing.Forecast.Projection?.Probability, alert.Title,
            alert.Link, alert.Reason))]),
        WireJson.Options), cancel);

    /// <summary>The same as Atom (RFC 4287), for feed readers.</summary>
    [Operation("Cảnh báo dạng Atom.", "The alerts as an Atom feed (RFC 4287).")]
    [QueryOf<GetAlerts>, QueryOf<YearSelector>, AnswerFile("application/atom+xml"), Refuses(404)]
    public Task<IResult> Feed(Call call, CancellationToken cancel) => AnswerAsync(call, (alerts, unit, chosen) =>
    {
        var year = chosen.Year;
        var feed = new XElement(
            Atom + "feed",
            new XAttribute(XNamespace.Xml + "lang", call.Language.Tag()),
            new XElement(
                Atom + "id", string.Create(CultureInfo.InvariantCulture, $"urn:youthfunctions:alerts:{year}:{unit.Code}")),
            new XElement(Atom + "title", call.Localize(new Text($"Cảnh báo chỉ tiêu năm {year}", $"Alerts on the targets of {year}"))),
            new XElement(
                Atom + "updated", FormatInstant(alerts.Count > 0 ? alerts[0].Standing.Forecast.Since : LocalTime.DayAt(call.Now))),
            new XElement(Atom + "author", new XElement(Atom + "name", "YouthFunctions")),
            alerts.Select(alert => new XElement(
                Atom + "entry",
                new XElement(Atom + "id", alert.Id),
                new XElement(Atom + "title", call.Localize(alert.Title)),
                new XElement(Atom + "updated", FormatInstant(alert.Standing.Forecast.Since)),
                new XElement(Atom + "link", new XAttribute("href", address.Combine(alert.Link))),
                new XElement(
                    Atom + "content", new XAttribute("type", "text"),
                    string.Join("; ", StatusExplanation.DescribeAll(alert.Standing, new Localizer(call.Language)))))));
        return Results.Text(new XDocument(feed).ToString(SaveOptions.DisableFormatting), "application/atom+xml; charset=utf-8");
    }, cancel);

    /// <summary>The same as a page.</summary>
    public Task<IResult> Page(Call call, CancellationToken cancel) => AnswerAsync(
        call,
        (alerts, unit, chosen) => new PageResult(call, AlertsPage.Create(new AlertsView(
            new PageShell(call, call.Localize(new Text($"Cảnh báo · {unit.Name}", $"Alerts · {unit.Name}")), [], chosen), unit, alerts))),
        cancel, withList: true);

    private async Task<IResult> AnswerAsync(
        Call call, Func<IReadOnlyList<Alert>, Unit, SelectedYear, IResult> answer, CancellationToken cancel, bool withList = false)
    {
        var since = DateOnly.MinValue;
        if (call.QueryText("since") is { } text
            && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out since))
            return Problems.Malformed(call, "?since", new Text("Ngày viết dạng 2024-09-01.", "A day is written like 2024-09-01."));
        if (!(await years.SelectAsync(call, withList, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var tree = register.TreeOf(chosen.Year);
        if (call.UnitIn(tree, call.QueryText("unit") ?? call.SignedIn.Unit.ToString()) is not { } of)
            return YearParameter.NoUnit(call);
        var unit = of.Code;
        var found = new List<StatusChange>();
        if (await forecasts.FindAsync(tree, unit, chosen.Year, cancel) is { } own)
            found.AddRange(
                [.. Changes(own), .. own.ChangesBelow.Where(change => tree.TryGet(change.Unit, out var below) && below.Parent != unit)]);
        await foreach (var child in forecasts.ChildrenAsync(tree, unit, chosen.Year, cancel))
            found.AddRange(Changes(child));
        return answer(
            [.. StatusChange.LatestFirst(found.Where(change => change.Forecast.Since >= since))
                .Select(change => Alert.From(change, tree, chosen.ReportingYear.Plan)).OfType<Alert>()],
            of, chosen);
    }

    private static IEnumerable<StatusChange> Changes(UnitForecast unit) =>
        unit.Indicators.Where(forecast => forecast.IsNoteworthy).Select(forecast => new StatusChange(unit.Unit, forecast));

    // A status is as of a day in Viet Nam: its first instant.
    private static string FormatInstant(DateOnly day) => $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}T00:00:00+07:00";
}

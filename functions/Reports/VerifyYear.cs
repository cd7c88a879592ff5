using System.Globalization;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports;

/// <summary>An administrator's check that no report's history of a year was changed afterwards.</summary>
public sealed class VerifyYear(ReportStore reports, UnitRegister register)
{
    private const int BreaksShown = 1000;

    /// <summary>Counts reports and revisions within the caller's reach and names what does not fit.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!int.TryParse(call.RouteText("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1900 or > 9998)
            return Problems.NotFound(call, new Text("Không có năm này.", "There is no such year."));
        var (count, revisions, broken) = (0, 0, new List<ChainBreak>());
        foreach (var partition in reports.Partitions(year))
        {
            foreach (var history in await reports.HistoriesAsync(partition, cancel))
            {
                if (call.SignedIn.Find(register.TreeOf(history.Key.Period), history.Key.Unit) is null)
                    continue;
                count++;
                revisions += history.Count();
                broken.AddRange(ChainCheck.Breaks(history.Select(stored => stored.Report)));
            }
        }

        return Results.Json(
            new { year, reports = count, revisions, isIntact = broken.Count == 0, broken = broken.Count, breaks = broken.Take(BreaksShown) }, Packing.Json);
    }
}

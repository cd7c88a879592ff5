using System.Globalization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Reports;

/// <summary>An administrator's check that no report's history of a year was changed afterwards, and that every row can be read.</summary>
public sealed class VerifyYear(ReportStore reports, PlanStore plans, UnitRegister register)
{
    private const int MaxBreaksShown = 1000;

    /// <summary>Counts reports and revisions within the caller's reach and names what does not fit.</summary>
    [Operation("Kiểm tra chuỗi của mọi báo cáo trong năm.", "Verifies the chain of every report of a year.")]
    [Answer<YearVerification>, Refuses(404)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (await plans.FindByRouteAsync(call, cancel) is not { Plan.Year: var year })
            return YearParameter.NoPlan(call);
        var (count, revisions, broken) = (0, 0, new List<ChainBreak>());
        var unread = DamagedRows.Collect();
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

        var damaged = unread.Places.Where(place => CanAccess(call.SignedIn, place, year)).ToArray();
        return Results.Json(
            new YearVerification(
                year, count, revisions, broken.Count == 0 && damaged.Length == 0, broken.Count, [.. broken.Take(MaxBreaksShown)],
                damaged.Length,
                [.. damaged.Take(MaxBreaksShown).Select(place => new YearVerificationRow(place.Partition, place.Row))]),
            WireJson.Options);
    }

    // Whose row it is can only be told by its key, which names unit and month; one that does not is the centre's to see.
    private bool CanAccess(Caller caller, StoredPlace place, int year) => caller.IsAtCentre
        || (place.Row.Split('|') is [_, var code, var number, ..] && UnitCode.TryParse(code, out var unit)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && Month.OfYear(year).FirstOrDefault(item => item.Number == month) is { Number: > 0 } period
            && caller.Find(register.TreeOf(period), unit) is not null);
}

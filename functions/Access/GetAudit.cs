using Microsoft.AspNetCore.Http;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Storage;

namespace YouthFunctions.Access;

/// <summary>Who changed what, within the caller's reach.</summary>
public sealed class GetAudit(AuditTrail audit, UnitRegister register)
{
    private const int EntriesAtMost = 1000;

    /// <summary><c>?month=2024-06</c> (UTC, this month by default), the newest 1,000 entries.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var month = Month.Of(DateOnly.FromDateTime(call.Now.UtcDateTime));
        if (call.QueryText("month") is { } text && !Month.TryParse(text, out month))
            return Problems.Malformed(call, "?month", new Text("Tháng viết dạng 2024-05.", "A month is written like 2024-05."));
        var entries = await audit.OfMonthAsync(month, cancel)
            .Where(entry => register.TreeOf(month).IsWithin(entry.Unit, call.SignedIn.Unit)).Take(EntriesAtMost).ToListAsync(cancel);
        return Results.Json(new { month, entries }, Packing.Json);
    }
}

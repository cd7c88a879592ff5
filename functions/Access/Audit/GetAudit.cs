using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Units;

namespace YouthFunctions.Access.Audit;

/// <summary>Who changed what, within the caller's reach.</summary>
public sealed class GetAudit(AuditTrail audit, UnitRegister register, UnitContinuity units)
{
    private const int MaxEntries = 1000;

    /// <summary><c>?month=2024-06</c> (UTC, this month by default), the newest 1,000 entries.</summary>
    [Operation("Nhật ký thay đổi.", "Who changed what.")]
    [Query("month", "a month (UTC); without it this one", Example = "2024-06")]
    [Answer<AuditMonth>]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var month = Month.Containing(DateOnly.FromDateTime(call.Now.UtcDateTime));
        if (call.QueryText("month") is { } text && !Month.TryParse(text, out month))
            return Problems.Malformed(call, "?month", new Text("Tháng viết dạng 2024-05.", "A month is written like 2024-05."));
        var entries = new List<AuditEntry>();
        var known = new Dictionary<UnitCode, bool>();
        await foreach (var entry in audit.ReadMonthAsync(month, cancel))
        {
            if (!known.TryGetValue(entry.Unit, out var isReached))
                known[entry.Unit] = isReached = await CanAccessAsync(call.SignedIn, entry.Unit, month, cancel);
            if (isReached)
                entries.Add(entry);
            if (entries.Count == MaxEntries)
                break;
        }

        return Results.Json(new AuditMonth(month, entries), WireJson.Options);
    }

    // An entry's unit is meant in the tree of its month. When it is gone, the entry is its heirs' to read.
    private async Task<bool> CanAccessAsync(Caller caller, UnitCode unit, Month month, CancellationToken cancel)
    {
        if (caller.IsAtCentre)
            return true;
        if (units.FindTree(unit, month) is not { } meant)
            return false;
        if (caller.Find(meant, unit) is not null)
            return true;
        foreach (var later in register.Trees.Where(tree => tree.From > meant.From && caller.Trees.Contains(tree.From)))
            if ((await units.HeirsAsync(unit, meant, later, cancel)).Any(heir => caller.Find(later, heir) is not null))
                return true;
        return false;
    }
}

using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan;
using YouthFunctions.Units;

namespace YouthFunctions.Successions;

/// <summary>The keys of units that a reorganisation abolishes: an administrator ends them, moves them, or leaves them.</summary>
public sealed class SuccessionKeys(KeyStore keys, UnitContinuity units)
{
    /// <summary>The keys that work and whose unit, meant in an earlier tree, is not the same unit in the later one.</summary>
    public async Task<IReadOnlyList<AffectedKey>> FindAffectedAsync(Succession succession, UnitTree after, CancellationToken cancel)
    {
        var concerned = new List<AffectedKey>();
        await foreach (var key in keys.AllAsync(cancel))
        {
            if (!key.IsValid || key.Unit == UnitCode.Country || units.FindTree(key.Unit, key.Tree) is not { } meant
                || meant.From >= after.From)
                continue;
            UnitCode[] heirs = [.. succession.HeirsOf(key.Unit).Select(heir => heir.Unit)];
            if (!heirs.Contains(key.Unit))
                concerned.Add(new AffectedKey(key, heirs));
        }

        return concerned;
    }

    /// <summary>Ends a key on the first day of the later tree, or moves it where its unit has one heir: with several nobody can tell
    /// which of them its holder now speaks for, and the unit above them would be more than it had.</summary>
    public async Task ApplyAsync(Call call, AffectedKey concerned, UnitTree after, bool isMove, CancellationToken cancel)
    {
        var key = concerned.Key;
        var day = after.From.FirstDay.ToDateTime(TimeOnly.MinValue);
        var begins = new DateTimeOffset(day, LocalTime.Zone.GetUtcOffset(day)).ToUniversalTime();
        var instant = begins > call.Now ? begins : call.Now;
        if (isMove && concerned.Heirs is [var heir])
        {
            await keys.MoveAsync(key.Id, new KeyMove(heir, after.From, instant), cancel);
            call.Audit.Add("key.moved", key.Unit, key.Id, $"to {heir}");
            return;
        }

        await keys.EndAsync(key.Id, instant, cancel);
        call.Audit.Add("key.ended", key.Unit, key.Id, key.Label);
    }
}

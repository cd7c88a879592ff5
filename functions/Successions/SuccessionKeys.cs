using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
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

    /// <summary>Reads <c>?keys=</c>, what is to become of them: <c>end</c>, <c>move</c>, or null for nothing.</summary>
    /// <returns>The answer to a call that says something else; null for one that is right.</returns>
    public static IResult? ReadFate(Call call, out string? fate)
    {
        fate = call.QueryText("keys");
        return fate is null || IsFate(fate)
            ? null
            : Problems.Malformed(call, "?keys", new Text("keys là end hoặc move.", "keys is end or move."));
    }

    /// <summary>Whether a word says what is to become of keys.</summary>
    public static bool IsFate(string word) => word is "end" or "move";

    /// <summary>Has keys end, or move where they can; with a fate of null they stay as they are.</summary>
    public async Task ApplyAsync(
        Call call, IReadOnlyList<AffectedKey> concerned, UnitTree after, string? fate, CancellationToken cancel)
    {
        if (fate is not null)
            foreach (var key in concerned)
                await ApplyAsync(call, key, after, isMove: fate == "move", cancel);
    }

    // On the first day of the later tree. A key moves where its unit has one heir: with several nobody can tell which of them its holder
    // now speaks for, and the unit above them would be more than it had.
    private async Task ApplyAsync(Call call, AffectedKey concerned, UnitTree after, bool isMove, CancellationToken cancel)
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

using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Units;

namespace YouthFunctions.Successions;

/// <summary>
/// Takes a reorganisation's file for the day in the route; with <c>?dryRun=true</c> it only tells what it would do. With
/// <c>?keys=end</c> the keys of units that do not go on end on that day; with <c>?keys=move</c> those go over whose unit has one heir,
/// and the others end. Without, all stay, and reach what was before that day only.
/// </summary>
public sealed class ImportSuccession(SuccessionStore successions, UnitRegister register, SuccessionKeys successionKeys)
{
    /// <summary>200 with what merges, splits and is unmapped; 422 with every fault and nothing stored; 404 when no tree of
    /// units begins on that day.</summary>
    [Operation("Nạp tệp sắp xếp đơn vị: đơn vị cũ, đơn vị mới.", "Takes the file of a reorganisation: who takes over from whom.")]
    [Query("dryRun", "true to store nothing and only tell what would be done", Type = typeof(bool))]
    [Query("keys", "what becomes of the keys of units that do not go on; without it they stay", Words = ["end", "move"])]
    [CsvBody<SuccessionFile>, Answer<SuccessionOverview>, Refuses(404, 412, 415, 422)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (call.RefuseUnknownQuery("dryRun", "keys") is { } unknown)
            return unknown;
        if (call.ReadFlag("dryRun", out var dryRun) is { } misread)
            return misread;
        if (TreeOf(call, register) is not { } after || successions.Before(after) is not { } before)
            return NoTree(call);
        if (SuccessionKeys.ReadFate(call, out var keys) is { } unclear)
            return unclear;
        var text = "";
        var (file, refusal) = await CsvBody.ReadAsync(call, async body =>
        {
            text = await body.ReadToEndAsync(cancel);
            return await SuccessionFile.ReadAsync(new StringReader(text), before, after, cancel);
        });
        if (file is null)
            return refusal!;
        if (file.Faults.Count > 0)
            return Problems.Invalid(call, file.Faults);
        var concerned = await successionKeys.FindAffectedAsync(file.Succession, after, cancel);
        if (dryRun)
        {
            call.Audit.MarkUnchanged();
            return Results.Json(Describe(file, before, after, concerned, stored: false), WireJson.Options);
        }

        if (await successions.SaveAsync(after, text, await successions.FindStoredAsync(after, cancel), cancel) is null)
            return Preconditions.Changed(call);
        call.Audit.Add("succession.imported", subject: call.RouteText("date"), detail: $"{file.Links} links");
        await successionKeys.ApplyAsync(call, concerned, after, keys, cancel);
        return Results.Json(Describe(file, before, after, concerned, stored: true), WireJson.Options);
    }

    internal static UnitTree? TreeOf(Call call, UnitRegister register) =>
        DateOnly.TryParseExact(call.RouteText("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? register.Trees.FirstOrDefault(tree => tree.From.FirstDay == day)
            : null;

    internal static IResult NoTree(Call call) => Problems.NotFound(call, new Text(
        "Không có cây đơn vị nào bắt đầu từ ngày này.", "No tree of units begins on this day."));

    private static SuccessionOverview Describe(
        SuccessionFile file, UnitTree before, UnitTree after, IReadOnlyList<AffectedKey> keys, bool stored)
    {
        var levels = after.TopDown.Select(unit => unit.Level).ToHashSet();
        // Heirs of the same level, by how many they take over from.
        var taken = before.TopDown.Where(unit => unit.Parent is not null)
            .SelectMany(unit => file.Succession.HeirsOf(unit.Code).Where(heir => after[heir.Unit].Level == unit.Level))
            .GroupBy(heir => heir.Unit).ToDictionary(heir => heir.Key, heir => heir.Count());
        var kept = before.TopDown
            .Where(unit => unit.Parent is not null && file.Succession.HeirsOf(unit.Code) is [var heir]
                && after[heir.Unit].Level == unit.Level && taken[heir.Unit] == 1)
            .Select(unit => (Old: unit, New: after[file.Succession.HeirsOf(unit.Code)[0].Unit])).ToArray();
        return new SuccessionOverview(
            stored,
            file.Links,
            Merged: taken.Count(unit => unit.Value > 1),
            Divided: before.TopDown.Count(
                unit => unit.Parent is not null && file.Succession.HeirsOf(unit.Code).Count > 1 && levels.Contains(unit.Level)),
            KeptWhole: kept.Length,
            Renamed: kept.Count(pair => pair.Old.Name != pair.New.Name),
            FollowingUnitsBelow: before.TopDown.Count(unit => !levels.Contains(unit.Level)),
            file.UnmappedOld.Count,
            file.UnmappedNew.Count,
            SuccessionOverviewUnit.Unmapped(file),
            keys.Count,
            [.. keys.Select(key => Describe(key, before))]);
    }

    /// <summary>What is told of a key whose unit does not go on.</summary>
    internal static SuccessionOverviewKey Describe(AffectedKey key, UnitTree before) => new(
        key.Key.Id, key.Key.Role, key.Key.Unit, before.TryGet(key.Key.Unit, out var unit) ? unit.Name : null, key.Key.Label,
        key.Heirs, WithMove: key.Heirs.Count == 1 ? "moves" : "ends");
}

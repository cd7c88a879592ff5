using Azure;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Successions;
using YouthFunctions.Units;
using YouthFunctions.Values;

namespace YouthFunctions.Reorganisations;

/// <summary>
/// Brings in a tree of units that is in force from the month in the route on: after all others, or in place of the last imported one;
/// with <c>?dryRun=true</c> it only tells what it would do. It is sent as the file of its units, or as a form with the files
/// <c>units</c> and <c>succession</c>. A unit whose code and name stay goes on without a line of the succession.
/// </summary>
public sealed class PutUnitTree(
    UnitTreeReader reader, UnitTreeStore trees, UnitRegister register, SuccessionStore successions, SuccessionKeys successionKeys,
    PlanStore plans)
{
    private const int MaxShown = 200;

    /// <summary>200 with what becomes of the units; 422 with every fault of month and files, and nothing stored; 412 when somebody else
    /// changed the tree meanwhile.</summary>
    [Operation(
        "Nạp cây đơn vị mới từ một tháng.", "Brings in a new tree of units from a month on.", Headers = ["If-Match", "If-None-Match"])]
    [Query("dryRun", "true to store nothing and only tell what would be done", Type = typeof(bool))]
    [Query("keys", "what becomes of the keys of units that do not go on; without it they stay", Words = ["end", "move"])]
    [CsvBody<UnitTreeFile>, Body("multipart/form-data"), Answer<UnitTreeOverview>, Refuses(412, 415, 422)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (call.RefuseUnknownQuery("dryRun", "keys") is { } unknown)
            return unknown;
        if (call.ReadFlag("dryRun", out var dryRun) is { } misread)
            return misread;
        if (SuccessionKeys.ReadFate(call, out var keys) is { } unclear)
            return unclear;
        if (!call.Http.Request.HasFormContentType)
        {
            var (units, refusal) = await CsvBody.ReadAsync(call, body => body.ReadToEndAsync(cancel));
            return units is null
                ? refusal!
                : await ImportAsync(call, new UnitTreeUpload(call.RouteText("from"), units, null, keys), dryRun, cancel);
        }

        var form = await RequestContent.ReadFormAsync(call, cancel);
        if (await ReadFileAsync(form, "units", cancel) is not { } sent)
            return Problems.Invalid(call, [new Fault("units", "file.missing", new Text(
                "Thiếu tệp units: danh sách đơn vị mới.", "The file units, the list of the new units, is missing."))]);
        return await ImportAsync(
            call, new UnitTreeUpload(call.RouteText("from"), sent, await ReadFileAsync(form, "succession", cancel), keys), dryRun, cancel);
    }

    /// <summary>Tries or stores a tree.</summary>
    /// <param name="call">Whose call it is.</param>
    /// <param name="upload">What was sent.</param>
    /// <param name="dryRun">Whether to store nothing.</param>
    /// <param name="cancel">Stops between two calls of storage.</param>
    /// <returns>A <see cref="UnitTreeOverview"/>, or the problem.</returns>
    public async Task<IResult> ImportAsync(Call call, UnitTreeUpload upload, bool dryRun, CancellationToken cancel)
    {
        var (draft, refusal) = await reader.ReadAsync(call, upload, cancel);
        if (draft is null)
            return refusal!;
        var former = draft.Replaces is { } replaced ? trees.FindVersion(replaced) : null;
        if (Preconditions.Refusal(call, former?.ToString("H")) is { } changed)
            return changed;
        var concerned = await successionKeys.FindAffectedAsync(draft.Succession.Succession, draft.Tree, cancel);
        var overview = await DescribeAsync(draft, concerned, stored: !dryRun, cancel);
        if (dryRun)
        {
            call.Audit.MarkUnchanged();
            return Results.Json(overview, WireJson.Options);
        }

        if (!await SaveAsync(draft, former, cancel))
            return Preconditions.Changed(call);
        call.Audit.Add(
            "unit-tree.imported", subject: upload.From, detail: $"{draft.Tree.Count - 1} units, {draft.Succession.Links} links");
        await successionKeys.ApplyAsync(call, concerned, draft.Tree, upload.Keys, cancel);
        if (register.Beginning(draft.Tree.From) is { } standing && trees.FindVersion(standing) is { } version)
            call.Http.Response.Headers.ETag = version.ToString("H");
        return Results.Json(overview, WireJson.Options);
    }

    // Of a tree that is new the succession comes first, so that it is never in force without, and goes again if another
    // administrator's tree was first. Of one in another's place it comes after it: until the tree is stored it would be read with the
    // former one, and would be kept by whoever corrects that.
    private async Task<bool> SaveAsync(UnitTreeDraft draft, ETag? former, CancellationToken cancel)
    {
        var file = SuccessionFile.Write(draft.Succession.Given);
        var standing = await successions.FindStoredAsync(draft.Tree, cancel);
        if (former is not null)
            return await trees.SaveAsync(draft.Tree, former, cancel)
                && await successions.SaveAsync(draft.Tree, file, standing, cancel) is not null;
        if (await successions.SaveAsync(draft.Tree, file, standing, cancel) is not { } saved)
            return false;
        if (await trees.SaveAsync(draft.Tree, null, cancel))
            return true;
        await successions.RestoreAsync(draft.Tree, standing, saved, CancellationToken.None);
        return false;
    }

    private async Task<UnitTreeOverview> DescribeAsync(
        UnitTreeDraft draft, IReadOnlyList<AffectedKey> keys, bool stored, CancellationToken cancel)
    {
        var (before, after, file) = (draft.Before, draft.Tree, draft.Succession);
        var comparison = new TreeComparison(before, after, file.Given);
        var fates = Below(before).CountBy(unit => comparison.FateOf(unit.Code)).ToDictionary();
        var origins = Below(after).CountBy(unit => comparison.OriginOf(unit.Code)).ToDictionary();
        var targets = 0;
        foreach (var year in (await plans.YearsAsync(cancel)).Where(year => year >= after.From.Year))
            targets += (await plans.ReadStoredAsync(year, cancel)).Set.Keys.Count(set => set.Unit != before.Root.Code);
        return new UnitTreeOverview(
            stored, after.From, before.From,
            [.. UnitLevel.All.Skip(1)
                .Select(level => new UnitTreeOverviewLevel(level, Count(before, level), Count(after, level)))],
            [.. Enum.GetValues<UnitFate>().Select(fate => new UnitTreeOverviewFate(
                fate, fates.GetValueOrDefault(fate), origins.GetValueOrDefault(fate)))],
            file.Links, draft.Kept, file.UnmappedOld.Count, file.UnmappedNew.Count,
            SuccessionOverviewUnit.Unmapped(file),
            [.. Below(after).OrderBy(unit => unit.Level)
                .Where(unit => comparison.OriginOf(unit.Code) is not (UnitFate.Unchanged or UnitFate.New))
                .Take(MaxShown).Select(unit => new UnitTreeOverviewChange(
                    comparison.OriginOf(unit.Code), unit.Code, unit.Name,
                    [.. comparison.PredecessorsOf(unit.Code).Select(old => new UnitTreeOverviewPredecessor(old.Code, old.Name))]))],
            keys.Count, [.. keys.Select(key => ImportSuccession.Describe(key, before))], targets);
    }

    private static async Task<string?> ReadFileAsync(IFormCollection form, string name, CancellationToken cancel)
    {
        if (form.Files.GetFile(name) is not { } file)
            return form.TryGetValue(name, out var text) ? text.ToString() : null; // a part without a file name
        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(cancel);
    }

    private static IEnumerable<Unit> Below(UnitTree tree) => tree.TopDown.Where(unit => unit.Parent is not null);

    private static int Count(UnitTree tree, UnitLevel level) => tree.TopDown.Count(unit => unit.Level == level);
}

using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Reorganisations;

/// <summary>Takes the last imported tree out, with its succession, as long as no report is stored of its months; with
/// <c>?dryRun=true</c> it only tells what becomes of keys. What came with the program stays.</summary>
public sealed class RemoveUnitTree(
    UnitTreeStore trees, UnitRegister register, SuccessionStore successions, LaterReports reports, KeyStore keys)
{
    /// <summary>200 when it was taken out; 404 when no tree begins in that month; 409 when it cannot be taken out; 412 when it is no longer
    /// the one that was read.</summary>
    [Operation("Bỏ cây đơn vị đã nạp sau cùng.", "Takes the last imported tree of units out.", Headers = ["If-Match"])]
    [Query("dryRun", "true to remove nothing and only tell what would be done", Type = typeof(bool))]
    [Answer<RemovedUnitTree>, Refuses(404, 409, 412)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (call.RefuseUnknownQuery("dryRun") is { } unknown)
            return unknown;
        if (call.ReadFlag("dryRun", out var dryRun) is { } misread)
            return misread;
        if (GetUnitTrees.TreeOf(call, register) is not { } tree)
            return GetUnitTrees.NoTree(call);
        if (await RefusalAsync(call, tree, cancel) is { } refusal)
            return refusal;
        if (trees.FindVersion(tree) is not { } version)
            return Preconditions.Changed(call);
        if (Preconditions.Refusal(call, version.ToString("H")) is { } changed)
            return changed;
        var concerned = await keys.AllAsync(cancel).Where(key => key.IsValid
            && (key.Tree >= tree.From || key.Move?.Tree >= tree.From)).ToListAsync(cancel);
        var answer = new RemovedUnitTree(
            !dryRun, tree.From, register.Before(tree.From)!.From, tree.Count - 1,
            KeysStaying: concerned.Count(key => key.Move is not null), KeysEnded: concerned.Count(key => key.Move is null));
        if (dryRun)
        {
            call.Audit.MarkUnchanged();
            return Results.Json(answer, WireJson.Options);
        }

        // Before the tree: its codes may name other units in the tree before, and no key may open those.
        foreach (var key in concerned)
            await ReleaseAsync(call, key, cancel);
        if (!await trees.RemoveAsync(tree.From, version, cancel))
            return Preconditions.Changed(call);
        await successions.RemoveAsync(tree, cancel);
        call.Audit.Add("unit-tree.removed", subject: tree.From.ToString(), detail: $"{tree.Count - 1} units");
        return Results.Json(answer, WireJson.Options);
    }

    private async Task<IResult?> RefusalAsync(Call call, UnitTree tree, CancellationToken cancel)
    {
        IResult Refused(string code, Text why) => Problems.Create(call, StatusCodes.Status409Conflict, code, why);

        if (!register.IsImported(tree))
            return Refused("unit-tree-shipped", new Text(
                "Cây đơn vị này đi kèm sản phẩm nên không bỏ được.", "This tree came with the product and cannot be taken out."));
        if (tree != register.Trees[^1])
            return Refused("unit-tree-not-last", new Text(
                $"Bỏ cây sau cùng trước: từ {register.Trees[^1].From}.",
                $"Take the last tree out first: that of {register.Trees[^1].From}."));
        return await reports.FindAsync(tree.From, cancel) is { } report
            ? Refused("unit-tree-has-reports", new Text(
                $"Đã có báo cáo theo cây này (ví dụ {report.Unit}, {report.Period}) nên không bỏ được nữa.",
                $"Reports were sent by this tree ({report.Unit} of {report.Period}, for one), so that it can no longer be taken out."))
            : null;
    }

    private async Task ReleaseAsync(Call call, KeyInfo key, CancellationToken cancel)
    {
        if (key.Move is { } move)
        {
            await keys.StayAsync(key.Id, cancel);
            call.Audit.Add("key.stays", key.Unit, key.Id, $"not to {move.Unit}");
            return;
        }

        await keys.RevokeAsync(key.Id, cancel);
        call.Audit.Add("key.ended", key.Unit, key.Id, key.Label);
    }
}

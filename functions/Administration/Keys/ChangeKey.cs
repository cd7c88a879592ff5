using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Units;

namespace YouthFunctions.Administration.Keys;

/// <summary>Rotates or revokes a key, or takes back those that were made together, from the page of keys.</summary>
public sealed class ChangeKey(KeyStore keys, UnitContinuity units, UnitRegister register, PublicAddress address)
{
    /// <summary><c>action=revoke</c> or <c>rotate</c> with <c>key</c>; <c>action=undo</c> with <c>batch</c> ends those of the batch with
    /// which nobody has signed in.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var (action, batch) = (form["action"].ToString(), form["batch"].ToString());
        if (action is not ("revoke" or "rotate") && (action != "undo" || batch.Length == 0))
            return Problems.Malformed(call, "action", new Text(
                "Cần action là revoke, rotate, hoặc undo cùng với batch.", "The action is revoke, rotate, or undo with a batch."));
        var visible = await ManageKeys.VisibleKeysAsync(call, keys, units, cancel).Where(key => key.IsValid).ToListAsync(cancel);
        if (action == "undo")
        {
            var made = visible.Where(key => key.Batch == batch && key.LastSignInUtc is null).ToArray();
            foreach (var key in made)
                await RevokeAsync(call, key, cancel);
            if (made.Length == 0)
                call.Audit.MarkUnchanged();
            return SignIn.SeeOther(call, FormattableString.Invariant($"/manage/keys?revoked={made.Length}"));
        }

        if (visible.FirstOrDefault(key => key.Id == form["key"]) is not { } found)
            return Problems.NotFound(call, new Text("Không có khóa này trong phạm vi của bạn.", "There is no such key within your reach."));
        if (action == "rotate")
            return await RotateAsync(call, found, cancel);
        await RevokeAsync(call, found, cancel);
        return SignIn.SeeOther(call, "/manage/keys?revoked=1");
    }

    private async Task RevokeAsync(Call call, KeyInfo key, CancellationToken cancel)
    {
        await keys.RevokeAsync(key.Id, cancel);
        call.Audit.Add("key.revoked", key.Unit, key.Id, key.Label);
    }

    private async Task<IResult> RotateAsync(Call call, KeyInfo old, CancellationToken cancel)
    {
        var tree = units.FindTree(old.Unit, old.Tree) ?? register.Trees[^1];
        var fresh = await keys.RotateAsync(old, cancel);
        call.Audit.Add($"key.rotated-from-{old.Id}", old.Unit, fresh.Id, old.Role.ToString());
        return new PageResult(call, LettersPage.Create(new KeysLetters(
            new PageShell(call, call.Localize(new Text("Thư giao khóa", "Letters with keys")), [], null), address.Combine(""), "",
            [(new KeyWish(tree[old.Unit], old.Role, old.Label), fresh)])));
    }
}

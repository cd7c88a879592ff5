using Microsoft.AspNetCore.Http;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Storage;

namespace YouthFunctions.Access;

/// <summary>Keys are made, rotated and revoked by administrators, within their own sub-tree.</summary>
public sealed class ManageKeys(KeyStore keys, AuditTrail audit, UnitRegister register)
{
    private static readonly TimeSpan OldKeyWorksFor = TimeSpan.FromDays(1);

    private sealed record Wish(string Role, UnitCode Unit, string Label);

    /// <summary><c>{"role":"reporter","unit":"01","label":"…"}</c>: 201 with the key, which is shown this once.</summary>
    public async Task<IResult> Create(Call call, CancellationToken cancel)
    {
        var wish = await StrictJson.ReadAsync<Wish>(call, cancel);
        var faults = new List<Fault>();
        if (RoleOf(wish.Role) is not { } role)
            faults.Add(new Fault("/role", "role.unknown", new("Vai trò là reporter, leader, analyst hoặc administrator.", "A role is reporter, leader, analyst or administrator.")));
        else if (Reaches(call, wish.Unit) && wish.Label.Trim().Length is > 0 and <= 100)
            return await HandOutAsync(call, await keys.CreateAsync(role, wish.Unit, wish.Label.Trim().Normalize(), cancel), role, wish.Unit, "key.created", cancel);
        if (!Reaches(call, wish.Unit))
            faults.Add(new Fault("/unit", "unit.unknown", new("Không có đơn vị này trong phạm vi của bạn.", "There is no such unit within your reach.")));
        if (wish.Label.Trim().Length is 0 or > 100)
            faults.Add(new Fault("/label", "label.length", new("Cần tên người giữ khóa, tối đa 100 ký tự.", "Say who holds the key, in 100 characters at most.")));
        return Problems.Invalid(call, faults);
    }

    /// <summary>The keys within reach, without their secrets.</summary>
    public async Task<IResult> List(Call call, CancellationToken cancel) => Results.Json(
        new { keys = (await keys.ListAsync(cancel)).Where(key => Reaches(call, key.Unit)).OrderBy(key => key.CreatedUtc) }, Packing.Json);

    /// <summary>Makes a key in place of another; the old one works for a day more, so that apps can be changed over.</summary>
    public async Task<IResult> Rotate(Call call, CancellationToken cancel)
    {
        if (await FindAsync(call, cancel) is not { IsValid: true } old)
            return NoKey(call);
        var fresh = await keys.CreateAsync(old.Role, old.Unit, old.Label, cancel);
        await keys.EndAsync(old.Id, call.Now + OldKeyWorksFor, cancel);
        return await HandOutAsync(call, fresh, old.Role, old.Unit, $"key.rotated-from-{old.Id}", cancel);
    }

    /// <summary>Ends a key; other instances of the product notice within half a minute.</summary>
    public async Task<IResult> Revoke(Call call, CancellationToken cancel)
    {
        if (await FindAsync(call, cancel) is not { } key)
            return NoKey(call);
        await keys.RevokeAsync(key.Id, cancel);
        await audit.AddAsync(new AuditEntry(call.Now, call.SignedIn.Id, "key.revoked", key.Unit, key.Id, key.Label), cancel);
        return Results.NoContent();
    }

    private async Task<IResult> HandOutAsync(Call call, NewKey key, Role role, UnitCode unit, string action, CancellationToken cancel)
    {
        await audit.AddAsync(new AuditEntry(call.Now, call.SignedIn.Id, action, unit, key.Id, role.ToString()), cancel);
        call.Http.Response.Headers.CacheControl = "no-store";
        call.Http.Response.Headers.Location = $"/api/keys/{key.Id}";
        return Results.Json(new { key.Id, key = key.Text, role, unit }, Packing.Json, statusCode: StatusCodes.Status201Created);
    }

    private async Task<KeyInfo?> FindAsync(Call call, CancellationToken cancel) =>
        (await keys.ListAsync(cancel)).FirstOrDefault(key => key.Id == call.RouteText("id") && Reaches(call, key.Unit));

    private bool Reaches(Call call, UnitCode unit) => register.Trees.Any(tree => tree.IsWithin(unit, call.SignedIn.Unit));

    private static Role? RoleOf(string text) =>
        Enum.TryParse<Role>(text, ignoreCase: true, out var role) && role is Role.Reporter or Role.Leader or Role.Analyst or Role.Administrator
            && !char.IsAsciiDigit(text[0]) ? role : null;

    private static IResult NoKey(Call call) => Problems.NotFound(call, new Text(
        "Không có khóa này trong phạm vi của bạn.", "There is no such key within your reach."));
}

using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Units;

namespace YouthFunctions.Access.Keys;

/// <summary>Keys are made, rotated and revoked by administrators, within their own sub-tree.</summary>
public sealed class ManageKeys(KeyStore keys, UnitRegister register, UnitContinuity units)
{
    /// <summary>The longest label, in UTF-16 units.</summary>
    internal const int MaxLabelLength = 100;

    private sealed record KeyRequest(
        UnitCode Unit, string Label, string? Role = null, IReadOnlyList<string>? Roles = null, DateOnly? Tree = null);

    /// <summary><c>{"role":"reporter","unit":"01","label":"…"}</c>, or <c>"roles":["reporter","leader"]</c> for several at once: 201 with
    /// the key, which is shown this once. The unit is meant in
    /// the tree in force today or, where that has no such unit, in the latest that has; <c>"tree":"2025-07-01"</c> names another.</summary>
    [Operation("Tạo khóa; chỉ hiện một lần.", "Makes a key, shown this once.")]
    [Body<KeyRequest>, Answer<CreatedKey>(201), Refuses(415, 422)]
    public async Task<IResult> Create(Call call, CancellationToken cancel)
    {
        var wish = await StrictJson.ReadAsync<KeyRequest>(call, cancel);
        var faults = new List<Fault>();
        var role = RolesOf(wish, faults);
        var label = PrintableText.Clean(wish.Label, MaxLabelLength);
        var tree = Trees(call, wish.Tree).FirstOrDefault(tree => call.SignedIn.Find(tree, wish.Unit) is not null);
        if (tree is null)
            faults.Add(new Fault(
                "/unit", "unit.unknown", new("Không có đơn vị này trong phạm vi của bạn.", "There is no such unit within your reach.")));
        if (label is null)
            faults.Add(new Fault("/label", "label.length", new(
                $"Cần tên người giữ khóa gồm ký tự in được, tối đa {MaxLabelLength} ký tự.",
                    $"Say who holds the key, in {MaxLabelLength} printable characters at most.")));
        if (faults.Count > 0)
            return Problems.Invalid(call, faults);
        var key = await keys.CreateAsync(role, wish.Unit, label!, cancel, tree!.From);
        return Created(call, key, role, wish.Unit, "key.created");
    }

    /// <summary>The keys within reach, without their secrets.</summary>
    [Operation("Các khóa trong phạm vi.", "The keys within reach, without secrets.")]
    [Answer<KeyList>]
    public async Task<IResult> List(Call call, CancellationToken cancel) => Results.Json(
        new KeyList(await VisibleKeysAsync(call, cancel).OrderBy(key => key.CreatedUtc).ToListAsync(cancel)), WireJson.Options);

    /// <summary>Makes a key in place of another; the old one works for a day more, so that apps can be changed over.</summary>
    [Operation("Thay khóa; khóa cũ còn dùng được một ngày.", "Makes a key in place of another, which works for a day more.")]
    [Answer<CreatedKey>(201), Refuses(404)]
    public async Task<IResult> Rotate(Call call, CancellationToken cancel)
    {
        if (await FindAsync(call, cancel) is not { IsValid: true } old)
            return NoKey(call);
        return Created(call, await keys.RotateAsync(old, cancel), old.Role, old.Unit, $"key.rotated-from-{old.Id}");
    }

    /// <summary>Ends a key; other instances of the product notice within half a minute.</summary>
    [Operation("Thu hồi khóa.", "Ends a key.")]
    [Answer(204), Refuses(404)]
    public async Task<IResult> Revoke(Call call, CancellationToken cancel)
    {
        if (await FindAsync(call, cancel) is not { } key)
            return NoKey(call);
        await keys.RevokeAsync(key.Id, cancel);
        call.Audit.Add("key.revoked", key.Unit, key.Id, key.Label);
        return Results.NoContent();
    }

    /// <summary>The keys of units within the caller's reach, each in the tree in which its unit is meant.</summary>
    internal static IAsyncEnumerable<KeyInfo> VisibleKeysAsync(Call call, KeyStore keys, UnitContinuity units, CancellationToken cancel) =>
        keys.AllAsync(cancel).Where(key => call.SignedIn.IsAtCentre
            || (units.FindTree(key.Unit, key.Tree) is { } tree && call.SignedIn.Find(tree, key.Unit) is not null));

    private static IResult Created(Call call, NewKey key, Role role, UnitCode unit, string action)
    {
        call.Audit.Add(action, unit, key.Id, role.ToString());
        call.Http.Response.Headers.CacheControl = "no-store";
        call.Http.Response.Headers.Location = $"/api/keys/{key.Id}";
        return Results.Json(
            new CreatedKey(key.Id, key.Text, Roles.Split(role), unit), WireJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private IAsyncEnumerable<KeyInfo> VisibleKeysAsync(Call call, CancellationToken cancel) => VisibleKeysAsync(call, keys, units, cancel);

    private async Task<KeyInfo?> FindAsync(Call call, CancellationToken cancel) =>
        await VisibleKeysAsync(call, cancel).FirstOrDefaultAsync(key => key.Id == call.RouteText("id"), cancel);

    // Today's tree first, then the latest.
    private IEnumerable<UnitTree> Trees(Call call, DateOnly? day) => day is { } named
        ? register.Trees.Where(tree => tree == register.TreeOf(named))
        : register.Trees.Reverse().OrderByDescending(tree => tree == register.TreeOf(LocalTime.DayAt(call.Now)));

    // One role, or a list of some; not both, since one of the two would be passed over in silence.
    private static Role RolesOf(KeyRequest wish, List<Fault> faults)
    {
        if ((wish.Role is null) == (wish.Roles is null) || wish.Roles is [])
        {
            faults.Add(new Fault("/role", "role.missing", new(
                "Cần “role” (một vai trò) hoặc “roles” (danh sách vai trò).", "Give either 'role' (one) or 'roles' (a list).")));
            return Role.None;
        }

        var sum = Role.None;
        foreach (var (text, pointer) in wish.Role is { } only
            ? [(only, "/role")]
            : wish.Roles!.Select((text, index) => (text, $"/roles/{index}")))
            if (Roles.Parse(text) is { } role)
                sum |= role;
            else
                faults.Add(new Fault(pointer, "role.unknown", new(
                    "Vai trò là reporter, leader, analyst hoặc administrator.", "A role is reporter, leader, analyst or administrator.")));
        return sum;
    }

    private static IResult NoKey(Call call) => Problems.NotFound(call, new Text(
        "Không có khóa này trong phạm vi của bạn.", "There is no such key within your reach."));
}

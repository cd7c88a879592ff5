using System.Globalization;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Units;

namespace YouthFunctions.Form.Invitations;

/// <summary>Sheets on paper by which secretaries get in: made by an administrator or a unit above, printed, and the phones that came in
/// by them signed out from here.</summary>
public sealed class InviteUnits(
    InvitationStore invitations, KeyStore keys, UnitRegister register, UnitContinuity continuity, PublicAddress address)
{
    private const int MaxSheets = 300;
    private const int DefaultDays = 30;
    private const int MaxDays = 400;

    /// <summary><c>?unit=</c>: what can be made for a unit and those below it.</summary>
    public async Task<IResult> Show(Call call, CancellationToken cancel) =>
        Find(call, call.QueryText("unit")) is { } unit
            ? await PageAsync(call, unit, Today(call).AddDays(DefaultDays), [], StatusCodes.Status200OK, cancel)
            : Problems.NoUnitWithinReach(call);

    /// <summary>Makes codes for a unit (<c>below</c> absent) or for all units directly below it, and answers with the sheets.</summary>
    public async Task<IResult> Create(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        if (Find(call, form["unit"]) is not { } unit)
            return Problems.NoUnitWithinReach(call);
        var tree = Tree(call, unit.Code);
        IReadOnlyList<Unit> invited = form["below"] == "true" ? tree.Children(unit.Code) : MayInvite(call, unit) ? [unit] : [];
        var faults = new List<Fault>();
        if (!DateOnly.TryParseExact(form["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            || until < Today(call) || until > Today(call).AddDays(MaxDays))
        {
            until = Today(call).AddDays(DefaultDays);
            faults.Add(new Fault("until", "until.range", new Text(
                $"Ngày cuối nằm trong khoảng từ hôm nay đến {MaxDays} ngày nữa.",
                $"The last day lies between today and {MaxDays} days from now.")));
        }

        if (invited.Count is 0 or > MaxSheets)
            faults.Add(new Fault("below", "unit.unknown", new Text(
                "Không có đơn vị nào để mời: đơn vị cấp dưới do cấp trên trực tiếp mời.",
                "There is no unit to invite here: units below are invited by the unit above them.")));
        if (faults.Count > 0)
            return await PageAsync(call, unit, until, faults, StatusCodes.Status422UnprocessableEntity, cancel);
        var isOneTime = form["once"] == "true";
        var ends = LocalTime.StartOf(until.AddDays(1));
        var codes = await invitations.CreateAsync(
            [.. invited.Select(item => new Invitation(item.Code, tree.From, Label(item), ends, isOneTime, call.SignedIn.Id))], cancel);
        foreach (var item in invited)
            call.Audit.Add("invitation.created", item.Code, null, $"until {until:yyyy-MM-dd}");
        return new PageResult(call, SheetPage.Create(new SheetView(
            new PageShell(call, call.Localize(new Text("Giấy vào báo cáo", "Sheets to enter with")), [], null),
            address.Combine(""), until, isOneTime, [.. invited.Zip(codes)])));
    }

    /// <summary>Signs a phone out from afar, by the id of its key.</summary>
    public async Task<IResult> SignOutPhone(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        if (await PhonesAsync(call, call.SignedIn.Unit, cancel).FirstOrDefaultAsync(key => key.Id == form["key"], cancel) is not { } phone)
            return Problems.NotFound(
                call, new Text("Không có máy này trong phạm vi của bạn.", "There is no such phone within your reach."));
        await keys.RevokeAsync(phone.Id, cancel);
        call.Audit.Add("key.revoked", phone.Unit, phone.Id, phone.Label);
        return SignIn.SeeOther(call, $"/invitations?unit={phone.Unit}");
    }

    private async Task<IResult> PageAsync(
        Call call, Unit unit, DateOnly until, List<Fault> faults, int status, CancellationToken cancel) => new PageResult(
        call,
        InvitePage.Create(new InviteView(
            new PageShell(call, call.Localize(new Text("Giấy vào báo cáo", "Sheets to enter with")), [], null)
            {
                HasFaults = faults.Count > 0,
            },
            unit, MayInvite(call, unit), Tree(call, unit.Code).Children(unit.Code),
            await PhonesAsync(call, unit.Code, cancel).OrderBy(key => key.Unit).ThenBy(key => key.CreatedUtc).ToListAsync(cancel), until,
            faults)),
        status);

    // A unit invites those below it: one that could invite itself would keep a way in after its own key was taken back.
    private static bool MayInvite(Call call, Unit unit) => call.SignedIn.IsAdministrator || unit.Code != call.SignedIn.Unit;

    private IAsyncEnumerable<KeyInfo> PhonesAsync(Call call, UnitCode unit, CancellationToken cancel)
    {
        var units = Tree(call, unit).SubTree(unit).Select(item => item.Code).ToHashSet();
        return ManageKeys.VisibleKeysAsync(call, keys, continuity, cancel)
            .Where(key => key is { IsPhone: true, IsValid: true } && units.Contains(key.Unit));
    }

    private Unit? Find(Call call, string? code) => code is { Length: > 0 }
        ? UnitCode.TryParse(code, out var unit) ? call.SignedIn.Find(Tree(call, unit), unit) : null
        : call.SignedIn.Find(Tree(call, call.SignedIn.Unit), call.SignedIn.Unit);

    // Today's tree, or the latest that has the unit.
    private UnitTree Tree(Call call, UnitCode unit) =>
        continuity.FindTree(unit, Month.Containing(Today(call))) ?? register.TreeOf(Today(call));

    private static DateOnly Today(Call call) => LocalTime.DayAt(call.Now);

    private static string Label(Unit unit) =>
        PrintableText.Clean($"Điện thoại · {unit.Name}", ManageKeys.MaxLabelLength) ?? $"Điện thoại · {unit.Code}";
}

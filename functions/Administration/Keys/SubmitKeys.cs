using System.Security.Cryptography;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Units;

namespace YouthFunctions.Administration.Keys;

/// <summary>Makes keys for a list or for all units of a level, after showing which; then the letters, this once.</summary>
public sealed class SubmitKeys(KeyStore keys, UnitContinuity units, ShowKeys page, PublicAddress address)
{
    private const int MaxList = 1024 * 1024;

    /// <summary><c>way=level</c> with <c>unit</c>, <c>level</c>, <c>roles</c>; or <c>way=list</c> with <c>list</c> or a <c>file</c>.
    /// <c>step=look</c> shows what would be made, <c>step=make</c> makes it.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var fields = new Dictionary<string, string>
        {
            ["way"] = form["way"] == "list" ? "list" : "level",
            ["unit"] = form["unit"].ToString(),
            ["level"] = form["level"].ToString(),
            ["roles"] = string.Join(',', form["roles"].OfType<string>()),
            ["list"] = await ListAsync(form, cancel),
        };
        var faults = new List<Fault>();
        var wishes = fields["way"] == "list"
            ? await KeyWishes.OfListAsync(fields["list"], code => call.UnitIn(page.Tree(call), code), faults, cancel)
            : OfLevel(call, fields, faults);
        if (faults.Count > 0)
            return await page.PageAsync(call, fields, faults, StatusCodes.Status422UnprocessableEntity, cancel);
        return form["step"] == "make" ? await MakeAsync(call, wishes, cancel) : await PreviewAsync(call, wishes, fields, cancel);
    }

    private IReadOnlyList<KeyWish> OfLevel(Call call, Dictionary<string, string> fields, List<Fault> faults)
    {
        var tree = page.Tree(call);
        var roles = fields["roles"].Split(',').Select(Roles.Parse).Aggregate(Role.None, (sum, role) => sum | (role ?? Role.None));
        if (call.UnitIn(tree, fields["unit"]) is not { } top)
        {
            faults.Add(new Fault("unit", "unit.unknown", new Text(
                "Không có đơn vị này trong phạm vi của bạn.", "There is no such unit within your reach.")));
            return [];
        }

        if (!UnitLevel.TryParse(fields["level"], out var level))
        {
            faults.Add(new Fault("level", "level.unknown", new Text("Hãy chọn một cấp.", "Choose a level.")));
            return [];
        }

        return KeyWishes.OfLevel(tree, top, level, roles, faults);
    }

    private static async Task<string> ListAsync(IFormCollection form, CancellationToken cancel)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 and < MaxList } file)
            return form["list"].ToString();
        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(cancel);
    }

    private async Task<IResult> PreviewAsync(
        Call call, IReadOnlyList<KeyWish> wishes, Dictionary<string, string> fields, CancellationToken cancel)
    {
        call.Audit.MarkUnchanged();
        var held = await ManageKeys.VisibleKeysAsync(call, keys, units, cancel).Where(key => key.IsValid && !key.IsPhone)
            .Select(key => (key.Unit, key.Role)).ToHashSetAsync(cancellationToken: cancel);
        return new PageResult(call, KeysPreviewPage.Create(new KeysPreview(
            Shell(call, new Text("Xem trước khi tạo khóa", "Look before keys are made")), wishes,
            wishes.Count(wish => held.Any(key => key.Unit == wish.Unit.Code && (key.Role & wish.Roles) != 0)), fields)));
    }

    private async Task<IResult> MakeAsync(Call call, IReadOnlyList<KeyWish> wishes, CancellationToken cancel)
    {
        var batch = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var made = await keys.CreateManyAsync(
            wishes.Select(wish => (wish.Roles, wish.Unit.Code, wish.Label)), page.Tree(call).From, batch, cancel);
        foreach (var (wish, key) in wishes.Zip(made))
            call.Audit.Add("key.created", wish.Unit.Code, key.Id, $"{wish.Roles}, batch {batch}");
        return new PageResult(call, LettersPage.Create(new KeysLetters(
            Shell(call, new Text("Thư giao khóa", "Letters with keys")), address.Combine(""), batch, [.. wishes.Zip(made)])));
    }

    private static PageShell Shell(Call call, Text title) => new(call, call.Localize(title), [], null);
}

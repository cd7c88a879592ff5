using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Pages;

/// <summary>What the sign-in page shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Next">Where to go afterwards.</param>
/// <param name="Error">What went wrong; null at first.</param>
/// <param name="Kept">What was typed on the page that asks for the sign-in; empty for nothing.</param>
public sealed record SignInView(PageShell Shell, string Next, string? Error, IReadOnlyDictionary<string, string> Kept)
{
    /// <summary>A link that signs in once; null for the form that asks for a key.</summary>
    public string? Link { get; init; }
}

/// <summary>Exchanges a key for a cookie, so that a leader's browser need not send the key again, and takes it back.</summary>
public sealed class SignIn(SessionCookie session, SignInLinks links, ReminderStore reminders, FunctionList functions)
{
    private const int MaxLink = 200;
    private static readonly Text Title = new("Đăng nhập", "Sign in");
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>The form.</summary>
    public Task<IResult> Show(Call call, CancellationToken cancel) =>
        Task.FromResult<IResult>(Page(
            call, Local(call.QueryText("next")), null, Nothing, StatusCodes.Status200OK,
            call.QueryText("link") is { Length: > 0 and < MaxLink } link ? link : null));

    /// <summary>Takes the key; on success leads to where the reader was going.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        if (RefuseForm(call) is { } refusal)
            return refusal;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var next = Local(form["next"]);
        var kept = form.Where(field => field.Key.StartsWith(ProblemPage.Kept, StringComparison.Ordinal))
            .ToDictionary(field => field.Key[ProblemPage.Kept.Length..], field => field.Value.ToString());
        if (form["link"].ToString() is { Length: > 0 and < MaxLink } link)
            return await SubmitLinkAsync(call, next, link, cancel);
        var found = await session.SignInAsync(call.Http, form["key"].ToString().Trim(), form["remember"] == "true", cancel);
        if (found.WaitSeconds is { } seconds)
            return CallerRateLimiter.TooManyRequests(call, seconds);
        if (found.Caller is { } caller)
        {
            call.Audit.Add("session.begun", caller.Unit, caller.Id, by: caller.Id);
            return kept.ContainsKey(ProblemPage.Step) ? GoOn(call, next, kept) : SeeOther(call, PageOf(next));
        }

        return Page(call, next, call.Localize(new Text(
            "Khóa này không đúng hoặc đã bị thu hồi. Hãy chép lại trọn khóa, bắt đầu bằng “yf-”; nếu vẫn không được, hãy hỏi người quản "
                + "trị.",
            "This key is not valid or was revoked. Copy the whole key, which begins with “yf-”; if that fails, ask your administrator.")),
            kept, StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IResult> SubmitLinkAsync(Call call, string next, string link, CancellationToken cancel)
    {
        if (await links.RedeemAsync(link, cancel) is not { } id)
            return Page(call, next, call.Localize(new Text(
                "Liên kết này đã dùng hoặc đã hết hạn; hãy nhập khóa, hoặc khởi động lại để có liên kết mới.",
                "This link was used or is over; enter a key, or start again for a new link.")), Nothing,
                StatusCodes.Status422UnprocessableEntity);
        await session.SignInWithAsync(call.Http, id, cancel);
        call.Audit.Add("session.begun", null, id, "by a link", by: id);
        return SeeOther(call, next);
    }

    /// <summary>Signs out: here, and wherever else the cookie may have been copied to.</summary>
    public async Task<IResult> SignOut(Call call, CancellationToken cancel)
    {
        if (!SessionCookie.IsSameOrigin(call.Http.Request))
            return CrossOriginRefused(call);
        if (await session.SignOutAsync(call.Http, cancel) is { } id)
        {
            await EndRemindersAsync(call, id, cancel);
            call.Audit.Add("session.ended", call.Caller?.Unit, id, by: id);
        }
        else
            call.Audit.MarkUnchanged();
        return SeeOther(call, ProblemPage.SignInPath);
    }

    // A phone that is given back must not go on telling of the unit. Every page says where this browser took messages, empty for
    // nowhere. A page that does not know ends them all; the key's other devices agree anew at their next visit.
    private async Task EndRemindersAsync(Call call, string keyId, CancellationToken cancel)
    {
        var form = call.Http.Request.HasFormContentType ? await RequestContent.ReadFormAsync(call, cancel) : FormCollection.Empty;
        if (!form.TryGetValue("endpoint", out var stated))
            await reminders.RemoveAllAsync(keyId, cancel);
        else if (Uri.TryCreate(stated, UriKind.Absolute, out var endpoint))
            await reminders.RemoveAsync(keyId, endpoint, cancel);
    }

    /// <summary>An answer that leads on with GET.</summary>
    internal static IResult SeeOther(Call call, string address)
    {
        call.Http.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Refuses what is no form that a page of ours posted; null for one that is.</summary>
    internal static IResult? RefuseForm(Call call) => !SessionCookie.IsSameOrigin(call.Http.Request) ? CrossOriginRefused(call)
        : call.Http.Request.HasFormContentType ? null
        : Problems.Malformed(call, "", new Text("Cần gửi biểu mẫu.", "A form is expected."));

    // 403: a form of another site.
    private static IResult CrossOriginRefused(Call call) => Problems.Create(call, StatusCodes.Status403Forbidden, "foreign-form", new Text(
        "Biểu mẫu này không được gửi từ trang của hệ thống.", "This form was not sent from a page of this site."));

    private static PageResult Page(
        Call call, string next, string? error, IReadOnlyDictionary<string, string> kept, int status, string? link = null) => new(
        call,
        SignInPage.Create(new SignInView(new PageShell(call, call.Localize(Title), [], null), next, error, kept) { Link = link }),
        status);

    // What was typed before the session ended goes back to its page, to be looked at; nothing is stored by it. Only forms with steps can
    // be asked for that: another one would be carried out.
    private static PageResult GoOn(Call call, string next, Dictionary<string, string> kept)
    {
        kept[ProblemPage.Step] = "edit";
        return new(call, GoOnPage.Create(new SignInView(new PageShell(
            call, call.Localize(new Text("Đã đăng nhập", "Signed in")), [], null), next, null, kept)));
    }

    // An address that only takes forms has no page to lead back to: the nearest one above it has the form.
    private string PageOf(string address)
    {
        var end = address.IndexOfAny(['?', '#']) is >= 0 and var at ? at : address.Length;
        return functions.FindPage(address[..end]) + address[end..];
    }

    private static string Local(string? next) => LocalPath.Normalize(next) ?? "/";
}

using System.Security.Cryptography;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;

namespace YouthFunctions.Form.Invitations;

/// <summary>
/// Lets a phone in with the code of a sheet. The link on the sheet carries the code behind <c>#</c>, which browsers send to nobody, so
/// that it stands in no log; a script puts it into the form. Without JavaScript the code is typed.
/// </summary>
public sealed class Enter(InvitationStore invitations, SessionCookie session, FailedKeyLimiter limiter)
{
    private const int MaxAttemptLength = 64;
    private static readonly Text Title = new("Vào báo cáo bằng mã", "Enter with a code");

    /// <summary>The form.</summary>
    public Task<IResult> Show(Call call, CancellationToken cancel) =>
        Task.FromResult<IResult>(Page(call, "", NewAttempt(), null, StatusCodes.Status200OK));

    /// <summary>Takes the code; on success the phone is signed in and the report's form follows.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var (typed, attempt) = (form["code"].ToString(), form["attempt"].ToString());
        if (attempt.Length is 0 or > MaxAttemptLength)
            attempt = NewAttempt();
        if (InvitationCode.Normalize(typed) is not { } code)
            return Refused(call, typed, attempt, new Text(
                "Mã gồm 12 chữ và số, chẳng hạn 7K3M-Q9TX-04BD; hãy nhập lại đúng như trên giấy.",
                "A code has 12 letters and digits, such as 7K3M-Q9TX-04BD; type it as it stands on the paper."));
        var address = FailedKeyLimiter.Group(call.Http.Connection.RemoteIpAddress);
        if (limiter.Acquire(address) is { } seconds)
            return CallerRateLimiter.TooManyRequests(call, seconds);
        var outcome = await invitations.RedeemAsync(code, attempt, cancel);
        if (outcome is not { Answer: InvitationAnswer.Accepted, KeyId: { } id })
            return Refused(call, typed, attempt, Why(outcome.Answer));
        limiter.Release(address);
        await session.SignInPhoneAsync(call.Http, id, cancel);
        call.Audit.Add("invitation.accepted", outcome.Unit, id, by: id);
        return SignIn.SeeOther(call, "/report");
    }

    private static Text Why(InvitationAnswer answer) => answer switch
    {
        InvitationAnswer.Used => new(
            "Mã này chỉ dùng cho một máy và đã được dùng. Hãy xin đơn vị cấp trên một mã mới.",
            "This code is for one phone and was used. Ask the unit above for a new one."),
        InvitationAnswer.Expired => new(
            "Mã này đã hết hạn. Hãy xin đơn vị cấp trên một mã mới.", "This code has expired. Ask the unit above for a new one."),
        _ => new("Không có mã này; hãy xem lại từng chữ trên giấy.", "There is no such code; compare each letter with the paper."),
    };

    private static PageResult Refused(Call call, string typed, string attempt, Text why) =>
        Page(call, typed, attempt, call.Localize(why), StatusCodes.Status422UnprocessableEntity);

    private static string NewAttempt() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static PageResult Page(Call call, string code, string attempt, string? error, int status) => new(
        call,
        EnterPage.Create(new EnterView(
            new PageShell(call, call.Localize(Title), [], null) { HasFaults = error is not null },
            code.Length <= MaxAttemptLength ? code : "", attempt, error)),
        status);
}

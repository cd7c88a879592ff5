using YouthFunctions.Briefs;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Desks;

/// <summary>What the page of messages shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Host">The host that messages are posted to; null where no webhook is set.</param>
/// <param name="IsSigned">Whether they are signed.</param>
/// <param name="Result">What became of the test; null before one.</param>
public sealed record MessagesDeskView(PageShell Shell, string? Host, bool IsSigned, Text? Result);

/// <summary>Where the weekly message goes, and a button that tries it.</summary>
public sealed class MessagesDesk(BriefWebhook webhook)
{
    private static readonly Text Title = new("Tin nhắn và webhook", "Messages and webhooks");

    /// <summary>The page.</summary>
    public Task<IResult> Show(Call call, CancellationToken cancel) => Task.FromResult<IResult>(Page(call, null));

    /// <summary>Posts a message that says that it is a test.</summary>
    public async Task<IResult> SubmitTest(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var result = await webhook.PostTestAsync(cancel);
        call.Audit.Add("webhook.tested", subject: webhook.Host, detail: result.ToString());
        return Page(call, result switch
        {
            PostResult.Taken => new Text("Đã gửi tin thử; nơi nhận trả lời là đã nhận.", "The test was sent, and the other side took it."),
            PostResult.NotConfigured => new Text(
                "Chưa đặt Brief__WebhookUrl, hoặc đó không phải là một địa chỉ.", "Brief__WebhookUrl is not set, or is no address."),
            PostResult.Refused => new Text(
                "Nơi nhận từ chối hoặc không tới được; hãy xem lại địa chỉ và chữ ký.",
                "The other side refused it or could not be reached; check the address and the secret."),
            _ => new Text("Không rõ nơi nhận đã nhận hay chưa.", "It is not known whether the other side took it."),
        });
    }

    private PageResult Page(Call call, Text? result) => new(call, MessagesDeskPage.Create(new MessagesDeskView(
        new PageShell(call, call.Localize(Title), [], null), webhook.Host, webhook.IsSigned, result)));
}

using System.Globalization;
using YouthFunctions.Access;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Jobs;
using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Operations;

/// <summary>The settings that are in force, without what is secret in them: an administrator sees what runs without reading the
/// environment.</summary>
public sealed class ShowSettings(IConfiguration configuration, JobMonitor jobs)
{
    private static readonly Text Title = new("Cài đặt đang dùng", "Settings in force");
    private static readonly ExportOptions Exports = new();

    /// <summary>The page.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel) => new PageResult(call, SettingsPage.Create(new SettingsView(
        new PageShell(call, call.Localize(Title), [], null), [.. Lines()], await jobs.AllAsync(cancel))));

    private IEnumerable<SettingLine> Lines() =>
    [
        new("PublicUrl", new("Địa chỉ mà mọi liên kết bắt đầu", "The address that links begin with"),
            Shown(configuration["PublicUrl"], "")),
        new("Welcome__Contact", new("Liên hệ để xin khóa, ở trang đầu", "Whom to ask for a key, on the first page"),
            Shown(configuration["Welcome:Contact"], "")),
        new("Storage__Prefix", new("Chữ đứng trước tên bảng và kho", "Letters before the names of tables and containers"),
            Shown(configuration["Storage:Prefix"], "")),
        new("RateLimit__PerMinute", new("Số yêu cầu mỗi phút của một khóa", "Requests a minute of one key"),
            Shown(configuration["RateLimit:PerMinute"], Number(CallerRateLimiter.UsualPerMinute))),
        new("RateLimit__Burst", new("Số yêu cầu cùng lúc của một khóa", "Requests at once of one key"),
            Shown(configuration["RateLimit:Burst"], Number(CallerRateLimiter.UsualBurst))),
        new("RateLimit__WrongKeysPerMinute", new("Số khóa sai mỗi phút từ một địa chỉ", "Wrong keys a minute from one address"),
            Shown(configuration["RateLimit:WrongKeysPerMinute"], Number(FailedKeyLimiter.UsualPerMinute))),
        new("Bearer__Authority", new("Nơi cấp thẻ đăng nhập ngoài khóa", "Who issues tokens that are taken beside keys"),
            Shown(configuration["Bearer:Authority"], "")),
        new("Bearer__Audience", new("Thẻ phải dành cho ai", "Whom tokens must be meant for"), Shown(configuration["Bearer:Audience"], "")),
        new("Bridges__Mapping", new("Tệp ánh xạ của Kobo, ODK, DHIS2", "The mapping of Kobo, ODK and DHIS2"),
            Shown(configuration["Bridges:Mapping"], "mapping.json")),
        new("Exports__DailyDays", new("Giữ mọi bản xuất bao nhiêu ngày", "For how many days every snapshot is kept"),
            Shown(configuration["Exports:DailyDays"], Number(Exports.DailyDays))),
        new("Exports__KeepMonthly", new("Giữ mãi bản cuối mỗi tháng", "Whether the last snapshot of a month is kept for ever"),
            Shown(configuration["Exports:KeepMonthly"], Exports.KeepMonthly ? "true" : "false")),
        new("Brief__WebhookUrl", new("Nơi gửi tin hằng tuần", "Where the weekly message goes"),
            Secret(configuration["Brief:WebhookUrl"])),
        new("Brief__WebhookSecret", new("Khóa ký tin hằng tuần", "What signs the weekly message"),
            Secret(configuration["Brief:WebhookSecret"])),
        new("WebPush__PrivateKey", new("Khóa gửi lời nhắc đến điện thoại", "The key that sends reminders to phones"),
            Secret(configuration["WebPush:PrivateKey"])),
    ];

    private static Text Shown(string? value, string standard) => value is { Length: > 0 } ? new(value, value)
        : standard.Length == 0 ? new("chưa đặt", "not set")
        : new($"{standard} (mặc định)", $"{standard} (default)");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Text Secret(string? value) => value is { Length: > 0 } ? new("đã đặt (bí mật)", "set (secret)")
        : new("chưa đặt", "not set");
}

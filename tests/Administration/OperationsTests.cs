using System.Net;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access.Audit;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Administration;

/// <summary>Jobs, backups and settings in the browser of an administrator.</summary>
public sealed class OperationsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    [Trait("Category", "siege")]
    public async Task A_backup_is_begun_by_a_button_and_stands_in_the_list_when_it_is_whole()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        Assert.Contains("Chưa có bản sao lưu nào", await centre.GetStringAsync("/manage/backups"), StringComparison.Ordinal);
        Assert.Contains("no backup yet", await centre.GetStringAsync("/manage/backups?lang=en"), StringComparison.Ordinal);
        using var begun = await centre.SendAsync(SampleSite.Form("/manage/jobs", ("action", "run"), ("job", "Backup")));
        Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
        Assert.Contains("Backup was begun", await begun.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var end = await centre.JobEndAsync(new Uri("/api/jobs/Backup", UriKind.Relative));
        var html = await centre.GetStringAsync("/manage/backups?lang=vi");
        Assert.Contains("Trọn vẹn, xong lúc", html, StringComparison.Ordinal);
        Assert.Contains("restore --backup 2024", html, StringComparison.Ordinal);
        var entries = await app.Services.GetRequiredService<AuditTrail>().ReadMonthAsync(Month.Parse("2024-06"), default).ToListAsync();
        Assert.Contains(entries, entry => entry is { Action: "job.begun", Subject: "Backup" });
    }

    [Fact]
    public async Task What_cannot_be_begun_or_ended_is_refused_and_a_province_has_no_buttons()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var province = await app.SignInAsync(Role.Administrator, "01");
        async Task<HttpStatusCode> PostAsync(HttpClient client, string action, string job)
        {
            using var answer = await client.SendAsync(SampleSite.Form("/manage/jobs", ("action", action), ("job", job)));
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(centre, "run", "Brief"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(centre, "stop", "Backup"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(centre, "cancel", "Nothing"));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(centre, "cancel", "Forecast")); // none is under way
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(province, "run", "Backup"));
        Assert.DoesNotContain("/manage/jobs", await province.GetStringAsync("/manage?year=2024"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await province.GetAsync("/manage/settings")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await province.GetAsync("/manage/backups")).StatusCode);
    }

    [Fact]
    public async Task The_settings_in_force_are_shown_and_no_secret_is()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var html = await centre.GetStringAsync("/manage/settings?lang=en");
        Assert.Contains("RateLimit__PerMinute", html, StringComparison.Ordinal);
        Assert.Contains("6000 (default)", html, StringComparison.Ordinal);
        Assert.Contains("0 0 19 * * *", html, StringComparison.Ordinal);
        Assert.Contains("Cài đặt đang dùng", await centre.GetStringAsync("/manage/settings?lang=vi"), StringComparison.Ordinal);
    }
}

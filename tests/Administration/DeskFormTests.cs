using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Administration;

/// <summary>The forms of the administrators' desks, without a browser.</summary>
public sealed class DeskFormTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_month_of_before_a_reorganisation_is_reopened_for_a_unit_of_its_own_tree()
    {
        await using var app = await TestApp.StartAsync(storage);
        await app.SetPlanAsync(2025);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        async Task<(HttpStatusCode Status, string Html)> LookAsync(string month, string unit)
        {
            using var answer = await centre.SendAsync(SampleSite.Form(
                "/manage/calendar/reopen", ("year", "2025"), ("month", month), ("unit", unit), ("until", "2025-10-30"),
                ("reason", "flood"), ("step", "look")));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        var (status, html) = await LookAsync("2025-03", "02-026");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Huyện Đồng Văn", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await LookAsync("2025-08", "02-026")).Status); // no districts any more
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await LookAsync("", "02-026")).Status);
    }

    [Fact]
    public async Task What_is_not_known_to_be_done_with_a_key_does_not_revoke_it()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var keys = app.Services.GetRequiredService<KeyStore>();
        var key = await keys.CreateAsync(Role.Reporter, UnitCode.Parse("79"), "test", default);
        async Task<HttpStatusCode> PostAsync(string action)
        {
            using var answer = await centre.SendAsync(SampleSite.Form("/manage/keys/change", ("action", action), ("key", key.Id)));
            return answer.StatusCode;
        }

        foreach (var action in new[] { "", "rotat", "Revoke", "undo" })
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(action));
        Assert.NotNull(await keys.AuthenticateAsync(key.Text, default));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("revoke")); // of the page that it leads back to
        Assert.Null(await keys.AuthenticateAsync(key.Text, default));
    }

    [Fact]
    public async Task A_target_is_taken_as_the_page_shows_it()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var set = await centre.SendJsonAsync(HttpMethod.Put, "/api/targets/01?year=2024", """{"youth-gathered":0.85125}""");
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        var html = await centre.GetStringAsync("/manage/targets/01?year=2024");
        Assert.Contains("value=\"85,1250\"", html, StringComparison.Ordinal);
        using var answer = await centre.SendAsync(SampleSite.Form(
            "/manage/targets/01?year=2024", ("t-youth-gathered", "85,1250"), ("step", "look")));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Không có gì thay đổi", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_that_somebody_else_set_meanwhile_are_not_lost()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        async Task<(HttpStatusCode Status, string Html)> PostAsync(Dictionary<string, string> fields, string step)
        {
            using var answer = await centre.SendAsync(SampleSite.Form(
                "/manage/targets/01?year=2024", [.. fields.Select(field => (field.Key, field.Value)), ("step", step)]));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        async Task<Dictionary<string, string>> LookAsync(string trees)
        {
            var fields = FormFields.Read(await centre.GetStringAsync("/manage/targets/01?year=2024"));
            fields["t-trees-planted"] = trees;
            return FormFields.Read((await PostAsync(fields, "look")).Html);
        }

        var (mine, theirs) = (await LookAsync("500"), await LookAsync("700"));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(theirs, "apply")).Status);
        var (status, html) = await PostAsync(mine, "apply");
        Assert.Equal(HttpStatusCode.PreconditionFailed, status);
        Assert.Contains("value=\"500\"", html, StringComparison.Ordinal); // what was typed is kept
        Assert.Contains("700", await centre.GetStringAsync("/api/targets/01?year=2024"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(await LookAsync("500"), "apply")).Status);
    }

    [Fact]
    public async Task The_administrators_page_counts_all_keys_and_lists_the_first()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var keys = app.Services.GetRequiredService<KeyStore>();
        var made = await keys.CreateManyAsync(
            Enumerable.Range(0, 205).Select(number => (Role.Reporter, UnitCode.Parse("01"), $"phone {number}")), new Month(2024, 6), "x",
            default);
        await keys.RevokeAsync(made[0].Id, default);
        var html = WebUtility.HtmlDecode(await centre.GetStringAsync("/manage?year=2024"));
        Assert.Equal(200, Regex.Count(html, "<td><code>[0-9a-f]{12}</code></td>"));
        Assert.Matches("206 (khóa|keys), 205 [^<]*200", html);
        Assert.Contains("href=\"/manage/keys\"", html, StringComparison.Ordinal);
    }
}

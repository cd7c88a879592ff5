using System.Net;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Access;

public sealed class KeyTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static HttpClient With(TestApp app, string key)
    {
        var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, key);
        return client;
    }

    private static async Task<HttpStatusCode> ListAsync(HttpClient client) => (await client.GetAsync("/api/keys")).StatusCode;

    [Fact]
    public async Task Keys_are_made_rotated_and_revoked_within_the_own_sub_tree()
    {
        await using var app = await TestApp.StartAsync(storage);
        var hanoi = await app.SignInAsync(Role.Administrator, "01");
        var foreign = await hanoi.SendJsonAsync(HttpMethod.Post, "/api/keys", """{"role":"reporter","unit":"79","label":"x"}""");
        var wrong = await hanoi.SendJsonAsync(HttpMethod.Post, "/api/keys", """{"role":"owner","unit":"79","label":""}""");
        var element = await (await hanoi.SendJsonAsync(
            HttpMethod.Post, "/api/keys", """{"role":"administrator","unit":"01-001","label":"Ba Đình"}""")).JsonAsync();
        var (id, key) = (element.GetProperty("id").GetString()!, element.GetProperty("key").GetString()!);
        var other = await app.SignInAsync(Role.Administrator, "79");
        var notTheirs = await other.DeleteAsync($"/api/keys/{id}");
        var works = await ListAsync(With(app, key));
        var rotated = await (await hanoi.PostAsync($"/api/keys/{id}/rotate", null)).JsonAsync();
        var overlap = await ListAsync(With(app, key));
        app.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        var ended = await ListAsync(With(app, key));
        var fresh = With(app, rotated.GetProperty("key").GetString()!);
        var freshWorks = await ListAsync(fresh);
        var revoked = await hanoi.DeleteAsync($"/api/keys/{rotated.GetProperty("id").GetString()}");
        var freshEnded = await ListAsync(fresh);
        var audit = await (await hanoi.GetAsync("/api/audit")).Content.ReadAsStringAsync();
        var list = await (await hanoi.GetAsync("/api/keys")).Content.ReadAsStringAsync();

        Assert.Equal(["/unit unit.unknown"], await foreign.FaultsAsync());
        Assert.Equal(["/role role.unknown", "/unit unit.unknown", "/label label.length"], await wrong.FaultsAsync());
        Assert.Equal(HttpStatusCode.NotFound, notTheirs.StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (works, overlap, ended));
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized), (freshWorks, revoked.StatusCode, freshEnded));
        AssertEach.All(
            ["key.created", $"key.rotated-from-{id}", "key.revoked"], action => Assert.Contains(action, audit, StringComparison.Ordinal));
        Assert.DoesNotContain(key.Split('-')[2], audit + list, StringComparison.Ordinal);
        Assert.Contains("Ba Đình", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_place_of_another_ends_when_that_was_set_to_end_also_when_it_is_rotated_twice()
    {
        await using var app = await TestApp.StartAsync(storage);
        var keys = app.Services.GetRequiredService<KeyStore>();
        async Task<KeyInfo> InfoAsync(NewKey key) => await keys.AllAsync(default).SingleAsync(info => info.Id == key.Id);
        async Task<NewKey> RotateAsync(NewKey key) => await keys.RotateAsync(await InfoAsync(key), default);
        var day = app.Clock.GetUtcNow().AddDays(30); // of a reorganisation
        var (ending, staying) = (await MakeAsync(isPhone: false), await MakeAsync(isPhone: true));
        await keys.EndAsync(ending.Id, day, default);

        Assert.Equal(day, (await InfoAsync(await RotateAsync(ending))).EndsUtc);
        Assert.Equal(day, (await InfoAsync(await RotateAsync(ending))).EndsUtc); // the first was lost on its way
        var other = await InfoAsync(await RotateAsync(staying));
        Assert.Equal((null, false), (other.EndsUtc, other.IsPhone)); // it is typed in, and signing out must not end it
        Assert.Null((await InfoAsync(await RotateAsync(staying))).EndsUtc);
        foreach (var old in new[] { ending, staying })
            Assert.Equal(app.Clock.GetUtcNow().AddDays(1), (await InfoAsync(old)).EndsUtc);
        await keys.EndAsync(staying.Id, day, default); // a reorganisation after the rotation
        Assert.Equal(day, (await InfoAsync(await RotateAsync(staying))).EndsUtc);

        Task<NewKey> MakeAsync(bool isPhone) =>
            keys.CreateAsync(Role.Reporter, UnitCode.Parse("01"), "x", default, new Month(2024, 6), isPhone);
    }

    [Fact]
    public async Task A_caller_that_asks_too_fast_is_told_when_to_come_back_and_others_are_served()
    {
        await using var app = await TestApp.StartAsync(
            storage, services: services => services.AddSingleton(new CallerRateLimiter(perMinute: 1, burst: 2)));
        var (fast, calm) = (await app.SignInAsync(Role.Administrator, "VN"), await app.SignInAsync(Role.Administrator, "VN"));

        var statuses = new[] { await ListAsync(fast), await ListAsync(fast), await ListAsync(fast), await ListAsync(calm) };
        var refused = await fast.GetAsync("/api/keys");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], statuses);
        Assert.InRange(refused.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 60);
    }
}

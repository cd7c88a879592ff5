using System.Net;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Plan;

/// <summary>Reopenings are kept in one document of the year, which holds so many.</summary>
public sealed class ReopeningsTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Enough = 1000; // each brings some 400 bytes to 64 KiB

    [Fact]
    [Trait("Category", "siege")]
    public async Task More_reopenings_than_can_be_kept_are_refused_until_older_ones_are_over()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var random = new Random(1);
        Task<HttpResponseMessage> ReopenAsync(UnitCode unit, string until) => centre.SendJsonAsync(
            HttpMethod.Post, "/api/calendar/2024/reopenings",
            $$"""{"month":"2024-03","unit":"{{unit}}","until":"{{until}}","reason":"{{Reason(random)}}"}""");
        var units = app.Services.GetRequiredService<UnitRegister>().TreeOf(2024).TopDown.Select(unit => unit.Code).ToArray();
        var reopened = 0;
        var answer = await ReopenAsync(units[0], "2024-06-30");
        while (answer.IsSuccessStatusCode && reopened < Enough)
            answer = await ReopenAsync(units[++reopened], "2024-06-30");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("document-too-large", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromDays(70));
        (await ReopenAsync(units[0], "2024-09-30")).EnsureSuccessStatusCode();
        var calendar = await (await centre.GetAsync("/api/calendar/2024")).JsonAsync();
        Assert.Equal(1, calendar.GetProperty("reopenings").GetArrayLength());
    }

    private static string Reason(Random random) =>
        new([.. Enumerable.Range(0, 500).Select(_ => (char)random.Next('a', 'z' + 1))]);
}

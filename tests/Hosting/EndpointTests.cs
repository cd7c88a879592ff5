using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting;

/// <summary>What holds for every door of the product.</summary>
public sealed class EndpointTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public void Names_and_doors_are_unique()
    {
        var names = FunctionTable.Http.Select(function => function.Name).Concat(FunctionTable.Timers.Select(function => function.Name))
            .ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal(FunctionTable.Http.Count, FunctionTable.Http.Select(function => (function.Method, function.Route)).Distinct().Count());
    }

    [Fact]
    public void No_door_has_a_route_that_a_Functions_host_keeps_for_itself()
    {
        // It compares the beginning of the text and not a segment: /administration is in error as well.
        var reserved = FunctionTable.Http.Select(function => function.Route).Where(route => new[] { "admin", "runtime" }.Any(
            word => route.TrimStart('/').StartsWith(word, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal([], reserved);
    }

    [Theory]
    [InlineData("GET", "/no/such/path", 404, null)]
    [InlineData("PATCH", "/admin", 404, null)]
    [InlineData("DELETE", "/api/health", 405, "GET")]
    [InlineData("OPTIONS", "/api/reports", 405, "POST")]
    public async Task What_a_host_finds_no_function_for_is_refused_as_the_dispatcher_does(
        string method, string path, int status, string? allow)
    {
        await using var app = await TestApp.StartAsync(storage);
        foreach (var host in new[] { HostKind.Isolated, HostKind.CustomHandler })
        {
            var dispatcher = new Dispatcher(
                app.Services.GetRequiredService<Pipeline>(), FunctionTable.All, host, app.Services.GetRequiredService<TimeProvider>());
            var http = new DefaultHttpContext
            {
                RequestServices = app.Services,
                Request = { Method = method, Path = path, Headers = { AcceptLanguage = "en" } },
                Response = { Body = new MemoryStream() },
            };
            await dispatcher.RunAsync(Dispatcher.Unrouted, http);
            Assert.Equal(status, http.Response.StatusCode);
            Assert.Equal(allow, http.Response.Headers.Allow.ToString() is { Length: > 0 } methods ? methods : null);
            Assert.Equal("nosniff", http.Response.Headers.XContentTypeOptions);
            Assert.StartsWith("application/problem+json", http.Response.ContentType, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_key_every_door_that_is_not_open_stays_shut()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = app.Address };
        foreach (var function in FunctionTable.Http.Where(function => function.Roles != Role.None))
        {
            using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(function.Method), Address(function, "VN")));
            var isPageThatLeadsToSignIn = answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Found;
            Assert.True(
                answer.StatusCode == HttpStatusCode.Unauthorized || isPageThatLeadsToSignIn,
                $"{function.Name} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Every_door_with_a_unit_is_shut_to_callers_of_another_province()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var client = await app.SignInAsync(Role.Administrator, "79");
        var doors = FunctionTable.Http.Where(
            function => function.Roles != Role.None && function.Route.Contains("{unit}", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(doors);
        foreach (var function in doors)
        {
            foreach (var foreign in new[] { "VN", "01", "01-001", "00001" })
            {
                using var answer = await client.SendAsync(
                    new HttpRequestMessage(new HttpMethod(function.Method), Address(function, foreign)));
                Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{function.Name} of {foreign} answered {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_role_that_a_door_is_not_for_is_refused()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var client = await app.SignInAsync(Role.Reporter, "VN");
        foreach (var function in FunctionTable.Http.Where(
            function => function.Roles != Role.None && !function.Roles.HasFlag(Role.Reporter)))
        {
            using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(function.Method), Address(function, "VN")));
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{function.Name} answered {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers_and_problems_speak_the_callers_language()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var client = new HttpClient { BaseAddress = app.Address };
        using var nowhere = await client.GetAsync(new Uri("/api/nothing-here", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Equal("application/problem+json", nowhere.Content.Headers.ContentType!.MediaType);
        Assert.Contains("default-src 'none'", nowhere.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", nowhere.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("Không tìm thấy", await TitleAsync(nowhere));
        client.DefaultRequestHeaders.Add("Accept-Language", "fr;q=1, en;q=0.5");
        using var english = await client.GetAsync(new Uri("/api/nothing-here", UriKind.Relative));
        Assert.Equal("Not found", await TitleAsync(english));
    }

    [Fact]
    public async Task A_wrong_method_names_the_right_ones()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var client = new HttpClient { BaseAddress = app.Address };
        using var answer = await client.DeleteAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing()
    {
        await using var app = await TestApp.StartAsync(storage);
        var keys = (KeyStore)app.Services.GetService(typeof(KeyStore))!;
        var key = await keys.CreateAsync(Role.Leader, YouthFunctions.Analytics.Values.UnitCode.Country, "test", CancellationToken.None);
        Assert.NotNull(await keys.AuthenticateAsync(key.Text, CancellationToken.None));
        Assert.Null(await keys.AuthenticateAsync(key.Text[..^1] + (key.Text[^1] == '0' ? '1' : '0'), CancellationToken.None));
        await keys.RevokeAsync(key.Id, CancellationToken.None);
        Assert.Null(await keys.AuthenticateAsync(key.Text, CancellationToken.None));
    }

    private static string Address(HttpFunction function, string unit) => "/" + function.Route
        .Replace("{unit}", unit, StringComparison.Ordinal).Replace("{period}", "2024-05", StringComparison.Ordinal)
        .Replace("{indicator}", "trees-planted", StringComparison.Ordinal).Replace("{**file}", "file", StringComparison.Ordinal)
        .Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    private static async Task<string?> TitleAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("title").GetString();
}

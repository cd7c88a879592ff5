using System.Net.Http.Headers;
using System.Text;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Tests.Fuzz;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.OpenApi;

/// <summary>Whatever a function answers to requests that are wrong in one way or another, the document says that it may.</summary>
public sealed class DocumentedRefusalTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly (string? Type, string Body)[] Bodies =
    [
        (null, ""), ("application/json", ""), ("application/json", "{"), ("application/json", "[]"), ("application/json", "{}"),
        ("application/json", """{"nonsense":1}"""), ("text/csv", "a,b\n1,2\n"), ("application/x-ndjson", "{"), ("image/png", "x"),
    ];

    /// <summary>Each wrong address with a plain body, and each wrong body at an address that is right and at one that is not.</summary>
    [Fact]
    [Trait("Category", "siege")]
    public Task What_is_wrong_is_refused_as_the_document_says() => CheckAsync(function => Addresses(function).SelectMany(
        (address, index) => index is 0 or 1 or 4 ? BodiesOf(function) : BodiesOf(function).Where(body => body.Body is "" or "{}"),
        (address, body) => (address, body)));

    /// <summary>Each wrong body at each address.</summary>
    [Trait("Category", "siege")]
    [Fact]
    public Task Whatever_is_wrong_at_once_is_refused_as_the_document_says() => CheckAsync(function => Addresses(function).SelectMany(
        _ => BodiesOf(function), (address, body) => (address, body)));

    private static (string? Type, string Body)[] BodiesOf(HttpFunction function) => function.Method == "GET" ? Bodies[..1] : Bodies;

    private async Task CheckAsync(Func<HttpFunction, IEnumerable<(string Address, (string? Type, string Body) Content)>> requests)
    {
        await using var app = await ExampleTests.StartAsync(storage);
        var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var nobody = new HttpClient { BaseAddress = app.Address };
        var wrong = new List<string>();
        foreach (var function in FunctionTable.Http.Where(function =>
            function.Route.StartsWith("api/", StringComparison.Ordinal) && !function.Name.StartsWith("Run", StringComparison.Ordinal)))
        {
            foreach (var (address, content) in requests(function))
                await SendAsync(centre, function, address, content.Type, content.Body);
            await SendAsync(nobody, function, Addresses(function).First(), null, "");
            await SendAsync(centre, function, Addresses(function).First(), "application/json", "{}", ("If-Match", "\"another\""));
            await SendAsync(centre, function, Addresses(function).First(), "application/json", "{}", ("Content-Encoding", "br"));
            foreach (var seed in FuzzSeeds.Of(function))
                await SendAsync(centre, function, seed.Path + seed.Query, seed.ContentType, Encoding.UTF8.GetString(seed.Bytes));
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Distinct()));

        async Task SendAsync(
            HttpClient client, HttpFunction function, string address, string? type, string body, (string Name, string Value)? header = null)
        {
            using var request = new HttpRequestMessage(new HttpMethod(function.Method), address);
            if (type is not null)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            }

            if (header is var (name, value) && !request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            using var answer = await client.SendAsync(request);
            if (await DocumentedApi.ContradictionAsync(function.Name, answer) is { Length: > 0 } contradiction)
                wrong.Add(contradiction);
        }
    }

    private static IEnumerable<string> Addresses(HttpFunction function)
    {
        foreach (var (unit, year) in new[] { ("01-001", "2024"), ("99", "2024"), ("x y", "20x4"), ("01", "2031") })
        {
            var path = "/" + function.Route
                .Replace("{unit}", unit, StringComparison.Ordinal).Replace("{year}", year, StringComparison.Ordinal)
                .Replace("{period}", $"{year}-05", StringComparison.Ordinal).Replace("{week}", $"{year}-06-03", StringComparison.Ordinal)
                .Replace("{date}", $"{year}-07-01", StringComparison.Ordinal).Replace("{id}", unit, StringComparison.Ordinal)
                .Replace("{snapshot}", year, StringComparison.Ordinal).Replace("{*file}", "x.csv", StringComparison.Ordinal);
            yield return path;
            yield return $"{path}?year={year}&unit={unit}&period={year}-05";
            yield return $"{path}?nonsense=1&dryRun=perhaps&level=street&since=x&month=13&basis=x&asOf=x&tree=x&keys=x";
        }
    }
}

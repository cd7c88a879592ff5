using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.OpenApi;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.OpenApi;

/// <summary>The document of the API tells the truth and is whole.</summary>
public sealed class OpenApiTests
{
    private static readonly JsonObject Document = OpenApiDocument.Build(FunctionTable.Http);

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> All =>
        Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(pair => (path.Key, pair.Key, pair.Value!)));

    [Fact]
    public void It_is_valid_openapi_by_the_reader_of_others()
    {
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(Document.ToJsonString(), "json");

        Assert.NotNull(read.Document);
        Assert.Empty(read.Diagnostic?.Errors ?? []);
        Assert.Empty(read.Diagnostic?.Warnings ?? []);
    }

    [Fact]
    public void Every_function_of_the_api_is_in_it_with_its_parameters_security_and_refusals()
    {
        foreach (var function in FunctionTable.Http.Where(function => function.Route.StartsWith("api/", StringComparison.Ordinal)))
        {
            var operation = All.Single(item => item.Operation["operationId"]!.GetValue<string>() == function.Name).Operation;
            var parameters = operation["parameters"]!.AsArray().Where(node => node!["in"]!.GetValue<string>() == "path")
                .Select(node => node!["name"]!.GetValue<string>());
            Assert.Equal(function.Route.Count(letter => letter == '{'), parameters.Count());
            Assert.Equal(function.Roles == Role.None, operation["security"]!.AsArray().Count == 0);
            var responses = operation["responses"]!.AsObject();
            Assert.Equal(function.Roles != Role.None, responses.ContainsKey("401") && responses.ContainsKey("403"));
            Assert.True(responses.ContainsKey("429") && responses.ContainsKey("503"));
            var success = responses.First(response => response.Key.StartsWith('2')).Value!;
            Assert.True(
                success["content"]?["application/json"] is not { } json || json["example"] is JsonObject { Count: > 0 }, function.Name);
            Assert.Contains(responses, response => response.Key.StartsWith('2'));
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_json_body_has_an_example()
    {
        var schemas = Document["components"]!["schemas"]!.AsObject();
        foreach (var reference in Document.ToJsonString().Split("\"$ref\":\"#/components/schemas/").Skip(1)
            .Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]))
            Assert.True(schemas.ContainsKey(reference), reference);
        foreach (var (path, _, operation) in All)
            if (operation["requestBody"]?["content"]?["application/json"] is { } body)
                Assert.True(body["example"] is not null, path);
    }
}

/// <summary>The document and its page as they are served, and the example as it is taken.</summary>
public sealed class ServedOpenApiTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task The_document_its_page_and_its_first_example_work_over_http()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var anybody = new HttpClient { BaseAddress = app.Address };
        var json = await anybody.GetStringAsync("/openapi/v1.json");
        var page = await anybody.GetStringAsync("/openapi");
        var reporter = await app.SignInAsync(Role.Reporter, "01");
        using var document = JsonDocument.Parse(json);
        var example = document.RootElement.GetProperty("paths").GetProperty("/api/reports").GetProperty("post").GetProperty("requestBody")
            .GetProperty("content").GetProperty("application/json").GetProperty("example");
        var taken = await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports", example.GetRawText());

        Assert.Contains("/api/reports/{unit}/{period}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        var properties = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Receipt")
            .GetProperty("properties");
        AssertEach.All(
            (await taken.JsonAsync()).EnumerateObject(), member => Assert.True(properties.TryGetProperty(member.Name, out _), member.Name));
    }
}

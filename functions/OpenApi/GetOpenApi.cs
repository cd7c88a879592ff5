using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using YouthFunctions.Calls;
using YouthFunctions.Pages;

namespace YouthFunctions.OpenApi;

/// <summary>The document of the API, for programs and for people. The page needs no script and asks nobody else.</summary>
public sealed class GetOpenApi(FunctionList functions)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly Lazy<string> _json = new(() => OpenApiDocument.Build(functions.Http).ToJsonString(Readable));
    private readonly Lazy<string> _page = new(() => Page(OpenApiDocument.Build(functions.Http)));

    /// <summary>OpenAPI 3.1 as JSON.</summary>
    public Task<IResult> Handle(Call call, CancellationToken cancel) =>
        Task.FromResult(Results.Text(_json.Value, "application/json", Encoding.UTF8));

    /// <summary>The same as a page.</summary>
    public Task<IResult> Show(Call call, CancellationToken cancel) =>
        Task.FromResult(Results.Text(_page.Value, "text/html", Encoding.UTF8));

    private static string Page(JsonObject document)
    {
        var html = new StringBuilder($"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>YouthFunctions API</title><link rel="stylesheet" href="{Text(GetAsset.Address("site.css"))}"></head><body><main>
            <h1>YouthFunctions API</h1>
            <p>{Text(document["info"]!["description"]!)}</p><p><a href="/openapi/v1.json">OpenAPI 3.1</a></p>
            """);
        foreach (var group in document["paths"]!.AsObject().GroupBy(path => path.Key.Split('/')[2]))
        {
            html.Append(CultureInfo.InvariantCulture, $"<section><h2>{Text(group.Key)}</h2>");
            foreach (var (path, item) in group)
                foreach (var (method, operation) in item!.AsObject())
                    html.Append(Operation(path, method, operation!));
            html.Append("</section>");
        }

        return html.Append("</main></body></html>").ToString();
    }

    private static string Operation(string path, string method, JsonNode operation)
    {
        var html = new StringBuilder($"<details><summary><code>{method.ToUpperInvariant()} {Text(path)}</code> "
            + $"{Text(operation["summary"]!)}</summary><p lang=\"vi\">{Text(operation["description"]!)}</p>");
        if (operation["parameters"] is JsonArray { Count: > 0 } parameters)
            html.Append("<ul>")
                .AppendJoin(
                    "",
                    parameters.Select(node => $"<li><code>{Text(node!["name"]!)}</code> ({Text(node["in"]!)}): "
                        + $"{Text(node["description"]!)}</li>")).Append("</ul>");
        if (operation["requestBody"]?["content"] is JsonObject bodies)
            foreach (var (type, body) in bodies)
                html.Append(CultureInfo.InvariantCulture, $"<p>{Text(type)}</p>")
                    .Append(body?["example"] is { } example ? $"<pre>{Text(example.ToJsonString(Readable))}</pre>" : "");
        foreach (var (status, response) in operation["responses"]!.AsObject())
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><strong>{Text(status)}</strong> {Text(response!["description"]!)}</p>");
            if (response["content"]?["application/json"]?["example"] is { } example)
                html.Append(CultureInfo.InvariantCulture, $"<pre>{Text(example.ToJsonString(Readable))}</pre>");
        }

        return html.Append("</details>").ToString();
    }

    private static string Text(JsonNode node) => Text(node.GetValue<string>());

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}

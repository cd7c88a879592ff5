using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using YouthFunctions.Access;

namespace YouthFunctions.Local;

/// <summary>Which product a command asks, and with which key: the local run with one of its first keys, or another one by
/// <c>--url</c> and <c>--key</c>.</summary>
/// <param name="Root">Where it is, with a slash at the end.</param>
/// <param name="Key">The key.</param>
public sealed record ApiTarget(Uri Root, string Key)
{
    // An upload of the whole country takes minutes on a small machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Another product than the local run.</summary>
    public static Option<string?> Url { get; } = new("--url")
    {
        Description = "Another product than the local run, such as https://APP.azurewebsites.net; needs --key",
    };

    /// <summary>The key for it.</summary>
    public static Option<string?> KeyOption { get; } = new("--key") { Description = "The key for --url, as create-key prints it" };

    /// <summary>What the arguments name.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="role">Whose key of the local run.</param>
    /// <param name="cancel">Stops reading the file of keys.</param>
    /// <exception cref="LocalRunException">There is no such key, or the address is none.</exception>
    public static async Task<ApiTarget> ReadAsync(ParseResult parsed, string role, CancellationToken cancel)
    {
        var (url, key) = (parsed.GetValue(Url), parsed.GetValue(KeyOption));
        if (url is null && key is null)
            return new ApiTarget(
                // Made of the port alone: whatever stands in the path, the key goes nowhere but to this machine.
                new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{parsed.GetValue(CommandOptions.Port)}/")),
                await FirstKeyAsync(parsed.GetValue(CommandOptions.Folder), role, cancel));
        if (url is null || key is null)
            throw new LocalRunException("--url and --key go together: the address of a product, and a key of it.");
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var root) || root.Query.Length + root.Fragment.Length > 0
            || (root.Scheme != Uri.UriSchemeHttps && !(root.Scheme == Uri.UriSchemeHttp && root.IsLoopback)))
            throw new LocalRunException($"'{url}' is not an address, such as https://APP.azurewebsites.net.");
        return new ApiTarget(root, key);
    }

    /// <summary>One of the local run's first keys.</summary>
    /// <exception cref="LocalRunException">There is none.</exception>
    public static async Task<string> FirstKeyAsync(DirectoryInfo? folder, string role, CancellationToken cancel)
    {
        var keys = new KeysFile(folder?.FullName ?? LocalFolders.Usual);
        return (await keys.ReadAsync(cancel)).TryGetValue(role, out var entry)
            ? entry.Key
            : throw new LocalRunException(
                $"There is no key in {keys.FilePath}: start the product first, with the same --folder if there is one.");
    }

    /// <summary>A client that asks it, in English.</summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = !Root.IsLoopback })
        {
            BaseAddress = Root,
            Timeout = Patience,
        };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, Key);
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        return client;
    }

    /// <summary>Sends a request, prints the answer, and waits for a job that it begins.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, with a query; a slash at its front or none.</param>
    /// <param name="content">The body; null for none.</param>
    /// <param name="output">Where the answer's body goes; the screen when null.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The exit code: 0 unless the answer is a refusal (status 400 or above), or the job failed.</returns>
    /// <exception cref="LocalRunException">Nothing listens there.</exception>
    public async Task<int> SendAsync(HttpMethod method, string path, HttpContent? content, FileInfo? output, CancellationToken cancel)
    {
        using var client = CreateClient();
        using var request = new HttpRequestMessage(method, new Uri(Root.AbsoluteUri + path.TrimStart('/'))) { Content = content };
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            Console.WriteLine($"{(int)answer.StatusCode} {answer.ReasonPhrase}");
            if (answer is { StatusCode: HttpStatusCode.Accepted, Headers.Location: { } place })
            {
                var (hasSucceeded, state) = await JobWaiter.WaitAsync(client, new Uri(Root, place), Key, cancel);
                AnswerPrinter.Print(state, "application/json");
                return hasSucceeded ? 0 : 1;
            }

            if (output is not null && answer.IsSuccessStatusCode)
                await File.WriteAllBytesAsync(output.FullName, await answer.Content.ReadAsByteArrayAsync(cancel), cancel);
            else
                AnswerPrinter.Print(await answer.Content.ReadAsStringAsync(cancel), answer.Content.Headers.ContentType?.MediaType);
            return (int)answer.StatusCode < 400 ? 0 : 1;
        }
        catch (HttpRequestException error) when (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            throw new LocalRunException(
                $"Nothing listens on port {request.RequestUri!.Port}: start the product first, or name its --port.");
        }
    }
}

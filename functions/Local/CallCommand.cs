using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using YouthFunctions.Access;
using YouthFunctions.Emulator;

namespace YouthFunctions.Local;

/// <summary>The commands <c>call</c>, which sends a request to the local run with one of its first keys, and <c>key</c>, which prints
/// such a key. Both are one line that is the same in every shell, without quoted JSON.</summary>
public static class CallCommand
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Vietnamese stays readable
    };

    // An export of the whole country takes minutes on a small machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE"];

    private static readonly string[] Roles = ["administrator", "reporter", "leader", "analyst"];

    /// <summary>The command <c>call</c>. Its exit code is 1 when the answer is a refusal (status 400 or above).</summary>
    public static Command Create()
    {
        var method = new Argument<string>("method") { Description = string.Join(", ", Methods) };
        method.Validators.Add(result => Refuse(result, Methods));
        // Without a slash at its front: Git Bash on Windows takes an argument that begins with one for a path of the disk.
        var path = new Argument<string>("path") { Description = "Such as api/health; one with a query in double quotes" };
        var role = new Option<string>("--as")
        {
            Description = "Whose key: " + string.Join(", ", Roles),
            DefaultValueFactory = _ => Roles[0],
        };
        role.Validators.Add(result => Refuse(result, Roles));
        var file = new Option<FileInfo?>("--file") { Description = "The body: .json, .ndjson, .csv or .xlsx" };
        var output = new Option<FileInfo?>("--out") { Description = "Where the answer's body goes; the screen when left out" };
        var command = new Command("call", "Sends a request to the local run, with the key of a role, and prints the answer")
        {
            method, path, role, file, output, CommandOptions.Port, CommandOptions.Folder,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var key = await KeyAsync(parsed.GetValue(CommandOptions.Folder), parsed.GetRequiredValue(role), cancel);
            var port = parsed.GetValue(CommandOptions.Port);
            // Made of the port alone: whatever stands in the path, the key goes nowhere but to this machine.
            var root = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}/");
            var address = new Uri(root + parsed.GetRequiredValue(path).TrimStart('/'));
            using var request = new HttpRequestMessage(new HttpMethod(parsed.GetRequiredValue(method)), address);
            request.Headers.Add(Authenticator.KeyHeader, key);
            request.Headers.AcceptLanguage.ParseAdd("en");
            if (request.Method != HttpMethod.Get)
                request.Content = await BodyAsync(parsed.GetValue(file), cancel);
            return await SendAsync(request, parsed.GetValue(output), cancel);
        });
        return command;
    }

    /// <summary>The command <c>key</c>.</summary>
    public static Command CreateKey()
    {
        var role = new Argument<string>("role") { Description = string.Join(", ", Roles) };
        role.Validators.Add(result => Refuse(result, Roles));
        var command = new Command("key", "Prints the local run's key of a role, to sign in with or to give to other programs")
        {
            role, CommandOptions.Folder,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            Console.WriteLine(await KeyAsync(parsed.GetValue(CommandOptions.Folder), parsed.GetRequiredValue(role), cancel));
            return 0;
        });
        return command;
    }

    // The parser's own check of known words answers in several lines.
    private static void Refuse(SymbolResult result, string[] known)
    {
        if (result.Tokens is [{ Value: var word }] && !known.Contains(word, StringComparer.Ordinal))
            result.AddError($"'{word}' is none of {string.Join(", ", known)}.");
    }

    private static async Task<string> KeyAsync(DirectoryInfo? folder, string role, CancellationToken cancel)
    {
        var keys = new KeysFile(folder?.FullName ?? LocalStorageOptions.LocalFolder(AppContext.BaseDirectory));
        return (await keys.ReadAsync(cancel)).TryGetValue(role, out var entry)
            ? entry.Key
            : throw new LocalRunException(
                $"There is no key in {keys.FilePath}: start the product first, with the same --folder if there is one.");
    }

    private static async Task<HttpContent> BodyAsync(FileInfo? file, CancellationToken cancel)
    {
        var content = new ByteArrayContent(file is null ? [] : await File.ReadAllBytesAsync(file.FullName, cancel));
        if (file is not null)
            content.Headers.ContentType = new MediaTypeHeaderValue(file.Extension.ToLowerInvariant() switch
            {
                ".json" => MediaTypeNames.Application.Json,
                ".ndjson" => "application/x-ndjson",
                ".csv" => MediaTypeNames.Text.Csv,
                ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                _ => throw new LocalRunException($"{file.Name} is no .json, .ndjson, .csv or .xlsx file."),
            });
        return content;
    }

    private static async Task<int> SendAsync(HttpRequestMessage request, FileInfo? output, CancellationToken cancel)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            Console.WriteLine($"{(int)answer.StatusCode} {answer.ReasonPhrase}");
            if (output is not null && answer.IsSuccessStatusCode)
                await File.WriteAllBytesAsync(output.FullName, await answer.Content.ReadAsByteArrayAsync(cancel), cancel);
            else
                Print(await answer.Content.ReadAsStringAsync(cancel), answer.Content.Headers.ContentType?.MediaType);
            return (int)answer.StatusCode < 400 ? 0 : 1;
        }
        catch (HttpRequestException error) when (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            throw new LocalRunException(
                $"Nothing listens on port {request.RequestUri!.Port}: start the product first, or name its --port.");
        }
    }

    private static void Print(string body, string? mediaType)
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8; // or Vietnamese letters become question marks
        if (mediaType?.EndsWith("json", StringComparison.Ordinal) == true && body.Length > 0)
        {
            using var json = JsonDocument.Parse(body);
            body = JsonSerializer.Serialize(json.RootElement, Readable);
        }

        Console.WriteLine(body);
    }
}

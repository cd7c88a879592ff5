using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Http.Headers;
using System.Net.Mime;

namespace YouthFunctions.Local;

/// <summary>The commands <c>call</c>, which sends a request to the local run with one of its first keys (or to another product), and
/// <c>key</c>, which prints such a key. Both are one line that is the same in every shell, without quoted JSON.</summary>
public static class CallCommand
{
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
        var command = new Command(
            "call",
            "Sends a request to the local run with the key of a role, or to --url; prints the answer, and waits for a job that it begins")
        {
            method, path, role, file, output, ApiTarget.Url, ApiTarget.KeyOption, CommandOptions.Port, CommandOptions.Folder,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var target = await ApiTarget.ReadAsync(parsed, parsed.GetRequiredValue(role), cancel);
            var sent = new HttpMethod(parsed.GetRequiredValue(method));
            return await target.SendAsync(
                sent, parsed.GetRequiredValue(path), sent == HttpMethod.Get ? null : await BodyAsync(parsed.GetValue(file), cancel),
                parsed.GetValue(output), cancel);
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
            Console.WriteLine(
                await ApiTarget.FirstKeyAsync(parsed.GetValue(CommandOptions.Folder), parsed.GetRequiredValue(role), cancel));
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
}

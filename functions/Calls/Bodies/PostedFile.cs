using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Bodies;

/// <summary>A file that a form carries: chosen by hand, or handed on by the page that showed what it would do.</summary>
internal static class PostedFile
{
    private const int MaxBytes = 2 * 1024 * 1024;

    private static readonly Fault TooLarge = new("file", "file.size", new Text(
        "Tệp lớn hơn 2 MiB: hãy chia nhỏ, hoặc gửi qua API.", "The file is larger than 2 MiB: divide it, or send it by the API."));

    /// <summary>The field in which a page hands the file on, in base64.</summary>
    public const string Kept = "content";

    /// <summary>The file; or what is wrong with it.</summary>
    public static async Task<(byte[]? Content, Fault? Fault)> ReadAsync(IFormCollection form, CancellationToken cancel)
    {
        if (form.Files.GetFile("file") is { Length: > 0 } file)
        {
            if (file.Length > MaxBytes)
                return (null, TooLarge);
            using var memory = new MemoryStream();
            await file.CopyToAsync(memory, cancel);
            return (memory.ToArray(), null);
        }

        var kept = form[Kept].ToString();
        if (kept.Length == 0)
            return (null, new Fault("file", "file.missing", new Text("Hãy chọn tệp.", "Choose a file.")));
        var bytes = new byte[kept.Length];
        return !Convert.TryFromBase64String(kept, bytes, out var length)
            ? (null, new Fault("file", "file.broken", new Text(
                "Tệp không còn nguyên vẹn; hãy chọn tệp lần nữa.", "The file is no longer whole; choose it again.")))
            : length > MaxBytes ? (null, TooLarge) : (bytes[..length], null);
    }

    /// <summary>The file as text in UTF-8, with or without its mark; or what is wrong with it.</summary>
    public static async Task<(string? Text, Fault? Fault)> ReadTextAsync(IFormCollection form, CancellationToken cancel)
    {
        var (content, fault) = await ReadAsync(form, cancel);
        if (content is null)
            return (null, fault);
        using var reader = new StreamReader(new MemoryStream(content, writable: false));
        return (await reader.ReadToEndAsync(cancel), null);
    }
}

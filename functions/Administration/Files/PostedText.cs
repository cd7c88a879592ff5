using System.Text;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Administration.Files;

/// <summary>A text file that a form carries: chosen by hand, or handed on by the page that showed what it would do.</summary>
internal static class PostedText
{
    private const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>The field in which a page hands the file on.</summary>
    public const string Kept = "content";

    /// <summary>The text; or what is wrong with it.</summary>
    public static async Task<(string? Text, Fault? Fault)> ReadAsync(IFormCollection form, CancellationToken cancel)
    {
        if (form[Kept].ToString() is { Length: > 0 } kept)
        {
            var bytes = new byte[kept.Length];
            return Convert.TryFromBase64String(kept, bytes, out var length)
                ? (Encoding.UTF8.GetString(bytes, 0, length), null)
                : (null, new Fault("file", "file.broken", new Text(
                    "Tệp không còn nguyên vẹn; hãy chọn lại.", "The file is no longer whole; choose it again.")));
        }

        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return (null, new Fault("file", "file.missing", new Text("Hãy chọn một tệp CSV.", "Choose a CSV file.")));
        if (file.Length > MaxBytes)
            return (null, new Fault("file", "file.size", new Text(
                "Tệp lớn hơn 2 MiB: hãy chia nhỏ, hoặc gửi qua API.", "The file is larger than 2 MiB: divide it, or send it by the API.")));
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return (await reader.ReadToEndAsync(cancel), null);
    }

    /// <summary>The text as a page hands it on.</summary>
    public static string Keep(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

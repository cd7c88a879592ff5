using System.IO.Compression;
using System.Text;
using YouthFunctions.Calls.Answers;
using Text = YouthFunctions.Calls.Texts.Text;

namespace YouthFunctions.Calls.Bodies;

/// <summary>A file that a form carries: chosen by hand, or handed on by the page that showed what it would do.</summary>
internal static class PostedFile
{
    private const int MaxBytes = 2 * 1024 * 1024;
    private const string Packed = "br:";

    private static readonly Text TooLarge = new(
        "Tệp lớn hơn 2 MiB: hãy chia nhỏ, hoặc gửi qua API.", "The file is larger than 2 MiB: divide it, or send it by the API.");

    /// <summary>The field in which a page hands the file on, in base64.</summary>
    public const string Kept = "content";

    /// <summary>The file; or what is wrong with it.</summary>
    /// <param name="form">The form.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <param name="name">The field in which it is chosen by hand.</param>
    /// <param name="kept">The field in which a page handed it on.</param>
    public static async Task<(byte[]? Content, Fault? Fault)> ReadAsync(
        IFormCollection form, CancellationToken cancel, string name = "file", string kept = Kept)
    {
        if (form.Files.GetFile(name) is { Length: > 0 } file)
        {
            if (file.Length > MaxBytes)
                return (null, new Fault(name, "file.size", TooLarge));
            using var memory = new MemoryStream();
            await file.CopyToAsync(memory, cancel);
            return (memory.ToArray(), null);
        }

        var text = form[kept].ToString();
        if (text.Length == 0)
            return (null, new Fault(name, "file.missing", new Text("Hãy chọn tệp.", "Choose a file.")));
        return Unpack(text) is not { } bytes
            ? (null, new Fault(name, "file.broken", new Text(
                "Tệp không còn nguyên vẹn; hãy chọn tệp lần nữa.", "The file is no longer whole; choose it again.")))
            : bytes.Length > MaxBytes ? (null, new Fault(name, "file.size", TooLarge)) : (bytes, null);
    }

    /// <summary>A file as a page hands it on: packed, since a country's units would be a megabyte of a page.</summary>
    public static string Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            brotli.Write(Encoding.UTF8.GetBytes(text));
        return Packed + Convert.ToBase64String(packed.ToArray());
    }

    /// <summary>What is wrong with a text that was made of a file: it is larger than a page hands on. Null for nothing.</summary>
    public static Fault? FindFault(string text) =>
        Encoding.UTF8.GetByteCount(text) > MaxBytes ? new Fault("file", "file.size", TooLarge) : null;

    // Null for what is no base64, or not packed as it says; a byte more than may be, for one that is too large.
    private static byte[]? Unpack(string text)
    {
        var isPacked = text.StartsWith(Packed, StringComparison.Ordinal);
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64Chars(text.AsSpan(isPacked ? Packed.Length : 0), bytes, out var length))
            return null;
        if (!isPacked)
            return bytes[..length];
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(bytes, 0, length, writable: false), CompressionMode.Decompress);
            var content = new byte[MaxBytes + 1];
            return content[..brotli.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The file as text in UTF-8, with or without its mark; or what is wrong with it.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<(string? Text, Fault? Fault)> ReadTextAsync(
        IFormCollection form, CancellationToken cancel, string name = "file", string kept = Kept)
    {
        var (content, fault) = await ReadAsync(form, cancel, name, kept);
        return content is null ? (null, fault) : (ReadText(content), null);
    }

    /// <summary>A file as text in UTF-8, or in UTF-16 with its mark.</summary>
    public static string ReadText(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content, writable: false));
        return reader.ReadToEnd();
    }
}

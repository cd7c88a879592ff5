using System.Text;
using Sylvan.Data.Csv;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using Text = YouthFunctions.Calls.Texts.Text;

namespace YouthFunctions.Calls.Bodies;

/// <summary>Reads a body that should be a CSV file.</summary>
internal static class CsvBody
{
    private static readonly Text TooLarge = new(
        $"Tệp tối đa {HostKind.BodyLimit / 1024 / 1024} MiB; hãy chia nhỏ.",
        $"A file has {HostKind.BodyLimit / 1024 / 1024} MiB at most; divide it.");

    /// <summary>What a reader makes of the body; or the answer 400 to one that is no CSV file at all, or an empty one.</summary>
    public static async Task<(T? File, IResult? Refusal)> ReadAsync<T>(Call call, Func<TextReader, Task<T>> read) where T : class
    {
        var (file, unread) = await RequestContent.SpoolAsync(call, HostKind.BodyLimit, TooLarge, call.Http.RequestAborted);
        if (file is null)
            return (null, unread);
        using var text = new StreamReader(file, Encoding.UTF8);
        return await ReadAsync(call, text, read);
    }

    /// <summary>What a reader makes of a text; or the answer 400 to one that is no CSV file at all, or an empty one.</summary>
    public static async Task<(T? File, IResult? Refusal)> ReadAsync<T>(Call call, TextReader text, Func<TextReader, Task<T>> read)
        where T : class
    {
        try
        {
            return (await read(text), null);
        }
        catch (Exception error) when (error
            is CsvFormatException or CsvMissingHeadersException or CsvRecordTooLargeException or CsvConfigurationException)
        {
            return (null, Problems.Malformed(call, "", new Text("Cần một tệp CSV có dòng đầu.",
                "A CSV file with a first line of names is needed.")));
        }
    }

    /// <summary>Where each column stands, by its name; the first of several of one name.</summary>
    public static Dictionary<string, int> Columns(CsvDataReader csv) =>
        Enumerable.Range(0, csv.FieldCount).DistinctBy(csv.GetName, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(csv.GetName, i => i, StringComparer.OrdinalIgnoreCase);
}

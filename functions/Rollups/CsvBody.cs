using System.Text;
using Microsoft.AspNetCore.Http;
using Sylvan.Data.Csv;
using YouthFunctions.Hosting;
using Text = YouthFunctions.Hosting.Text;

namespace YouthFunctions.Rollups;

/// <summary>Reads a body that should be a CSV file.</summary>
internal static class CsvBody
{
    /// <summary>What a reader makes of the body; or the answer 400 to one that is no CSV file at all, or an empty one.</summary>
    public static async Task<(T? File, IResult? Refusal)> ReadAsync<T>(Call call, Func<TextReader, Task<T>> read) where T : class
    {
        using var text = new StreamReader(call.Http.Request.Body, Encoding.UTF8);
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

using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;

namespace YouthFunctions.Exports.Publishing;

/// <summary>Writes what explains a snapshot: the dictionary and the history of the schema. The description of the files is made for
/// each reader when it is asked for.</summary>
public static class DescriptionExport
{
    /// <summary>Writes them.</summary>
    public static async Task WriteAsync(SnapshotFiles files, CancellationToken cancel)
    {
        await using var dictionary = new TableFile<DictionaryRow>(files, Codebook.Table, null, null);
        await dictionary.WriteAsync(Codebook.Rows, cancel);
        await dictionary.CompleteAsync(cancel);
        await files.AddTextAsync("CHANGELOG.md", SchemaHistory.ToMarkdown(), null, cancel);
    }
}

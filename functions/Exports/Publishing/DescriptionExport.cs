using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;

namespace YouthFunctions.Exports.Publishing;

/// <summary>Writes what explains a snapshot: the dictionary, the history of the schema and the package descriptions.</summary>
public static class DescriptionExport
{
    /// <summary>Describes the files that are there; to be called when all of them are.</summary>
    public static async Task WriteAsync(SnapshotFiles files, CancellationToken cancel)
    {
        await using var dictionary = new TableFile<DictionaryRow>(files, Codebook.Table, null, null);
        await dictionary.WriteAsync(Codebook.Rows, cancel);
        await dictionary.CompleteAsync(cancel);
        await files.AddTextAsync("CHANGELOG.md", SchemaHistory.ToMarkdown(), null, cancel);
        var all = files.All;
        foreach (UnitCode unit in all.Select(file => file.Unit).OfType<UnitCode>().Distinct())
            await files.AddTextAsync(DataPackage.PathFor(unit), DataPackage.Create(unit, all), unit, cancel);
    }
}

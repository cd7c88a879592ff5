using System.Globalization;
using Parquet.Serialization;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>Parquet is read by two engines that share no code with the library that wrote it: DuckDB and Parquet.Net.</summary>
public sealed class ParquetReadersTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parquet-readers-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("Category", "siege")]
    public async Task Two_other_engines_read_the_same_cells_of_every_file()
    {
        await using var world = await ExportTestData.ExportedAsync(storage.NewStore());
        var manifest = await world.LatestAsync();
        using var duck = new DuckDb();
        var tables = new HashSet<string>();
        foreach (var file in manifest.Files.Where(file => file.Format == "parquet" && !SnapshotLayout.IsFormer(file.Path)))
        {
            var path = await world.DownloadAsync(manifest, file.Path, _folder.FullName);
            var columns = duck.Query($"SELECT column_name FROM (DESCRIBE FROM read_parquet('{path}', hive_partitioning = false))")
                .Select(row => row[0]!).ToArray();
            var days = (AllTables.Find(file.Dataset)?.Columns ?? []).Where(column => column.Type == ColumnType.Date)
                .Select(column => column.Name).ToHashSet();
            await using var stream = File.OpenRead(path);
            var rows = (await ParquetSerializer.DeserializeUntypedAsync(stream)).Data;
            var managed = rows.Select(row => columns.Select(column => TextOf(row.GetValueOrDefault(column), days.Contains(column))));

            Assert.Equal(file.Rows, rows.Count);
            Assert.Equal(duck.Query($"FROM read_parquet('{path}', hive_partitioning = false)"), managed);
            tables.Add(file.Dataset);
        }

        Assert.Superset(
            manifest.Files.Select(file => file.Dataset).Where(name => AllTables.Find(name) is not null).ToHashSet(), tables);
    }

    // As the other library's values are written: a day has no time.
    private static string? TextOf(object? value, bool isDay) => value is null ? null : Convert.ToString(
        isDay ? DateOnly.FromDateTime((DateTime)value) : value, CultureInfo.InvariantCulture);
}

using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Emulator;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Benchmarks;

/// <summary>A country's storage on the emulator, and the product on it.</summary>
internal static class CountryStorage
{
    /// <summary>Starts the emulator that local runs of this program share the files of.</summary>
    public static Task<LocalStorage> StartEmulatorAsync(IProgress<string>? progress = null) => LocalStorage.StartAsync(
        new LocalStorageOptions { InstallDirectory = Path.Combine(LocalStorageOptions.LocalFolder(AppContext.BaseDirectory), "emulator") },
        progress ?? new Progress<string>(), default);

    /// <summary>The product on storage, with a plan by which communes report too.</summary>
    public static ServiceProvider Services(Store store)
    {
        var files = PlanFiles.Read(OrganisationFolder.Shipped, []);
        files = files with { Plans = files.Plans.ToDictionary(pair => pair.Key, pair => Country.WithCommunes(pair.Value)) };
        return new ServiceCollection().AddLogging()
            .AddYouthFunctions(store, TimeProvider.System, files, UnitRegister.Shipped(OrganisationFolder.Shipped)).BuildServiceProvider();
    }

    /// <summary>Stores the reports of a country, or of some provinces.</summary>
    public static Task FillAsync(Store store, Country country, IReadOnlyCollection<UnitCode>? provinces = null)
    {
        var rows = country.Rows
            .SelectMany(pair => pair.Value, (pair, row) => (Top: country.Basis.Tree.ProvinceOf(pair.Key) ?? UnitCode.Country, Row: row))
            .Where(pair => provinces is null || provinces.Contains(pair.Top));
        return Parallel.ForEachAsync(
            rows.GroupBy(pair => ReportKeys.Partition(pair.Top, 2024), pair => pair.Row)
                .SelectMany(partition => partition.Chunk(100), (partition, chunk) => (partition.Key, Chunk: chunk)),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (part, cancel) => await store.Table(TableName.Reports).SubmitTransactionAsync(
                part.Chunk.Select(row => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, new TableEntity(row) { PartitionKey = part.Key })),
                cancel));
    }
}

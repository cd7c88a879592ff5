using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Forecasts;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Benchmarks;

/// <summary>
/// A year of every unit of the country on the emulator: the full recompute of the rollups, an export, another, and a forecast in
/// September, each in a process of its own whose storage calls and peak memory are told.
/// </summary>
internal static class StorageRun
{
    private static readonly DateTimeOffset Now = new(2025, 1, 20, 20, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset September = new(2024, 9, 15, 20, 30, 0, TimeSpan.Zero);
    private static readonly int[] YearsBefore = [2021, 2022, 2023];

    /// <summary>Fills an emulator, and starts this program anew for each step.</summary>
    /// <returns>How many steps failed.</returns>
    public static async Task<int> RunAsync()
    {
        await using var emulator = await CountryStorage.StartEmulatorAsync(new Progress<string>(Console.WriteLine));
        var store = Store.FromConnectionString(emulator.ConnectionString);
        await store.CreateMissingAsync(default);
        var country = new Country(communes: true, seed: 20240915);
        var started = Stopwatch.GetTimestamp();
        await CountryStorage.FillAsync(store, country);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{country.Rows.Count} units, {country.Rows.Values.Sum(rows => rows.Length)} reports put into the emulator in "
                + $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        var failed = 0;
        foreach (var step in new[] { "recompute", "export", "export-again", "forecast" })
        {
            if (step == "forecast")
                await CopyToYearsBeforeAsync(store);
            using var process = Process.Start(
                new ProcessStartInfo(Environment.ProcessPath!, [step, emulator.ConnectionString, $"{Calls(country)}"]))!;
            await process.WaitForExitAsync();
            failed += process.ExitCode == 0 ? 0 : 1;
        }

        return failed;
    }

    /// <summary>One step, in a process of its own.</summary>
    /// <returns>1 when the recompute makes other than the calls foreseen, or else 0.</returns>
    public static async Task<int> StepAsync(string step, string connectionString, int recomputeCalls)
    {
        var counter = new CountingTransport();
        var store = Store.FromConnectionString(connectionString, transport: counter);
        await using var services = CountryStorage.Services(store);
        var started = Stopwatch.GetTimestamp();
        if (step == "recompute")
        {
            var plan = (await services.GetRequiredService<PlanStore>().FindAsync(2024, default))!.Plan;
            counter.Clear();
            await services.GetRequiredService<YearRollupService>().RecomputeAsync(
                new YearBasis(plan, services.GetRequiredService<UnitRegister>().TreeOf(2024)), Now, default);
        }
        else
        {
            var name = step == "forecast" ? "Forecast" : "Export";
            await (name == "Forecast"
                ? services.GetRequiredService<ForecastJob>().Run(new TimerRun(September, false), default)
                : services.GetRequiredService<ExportJob>().Run(new TimerRun(Now, false), default));
            await DrainAsync(store, services.GetRequiredService<PartRunner>());
            var job = await services.GetRequiredService<JobStore>().AllAsync(default).SingleAsync(job => job.Name == name);
            Console.WriteLine($"  {job.Summary}");
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {step}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {process.TotalProcessorTime.TotalSeconds:0.0} s of CPU, "
                + $"peak memory {process.PeakWorkingSet64 / 1e6:0} MB, {GC.GetGCMemoryInfo().TotalCommittedBytes / 1e6:0} MB of it the "
                + $"collector's in the end; {counter}"));
        if (step != "recompute" || counter.Total == recomputeCalls)
            return 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  The formula of docs/storage.md says {recomputeCalls} calls."));
        return 1;
    }

    // As many messages at once as a local run takes.
    private static async Task DrainAsync(Store store, PartRunner runner)
    {
        var (queue, busy) = (store.Queue(QueueName.Parts), 0);
        await Task.WhenAll(Enumerable.Range(0, QueueFunction.MaxAtOnce).Select(async _ =>
        {
            while (true)
            {
                Interlocked.Increment(ref busy);
                var message = (await queue.ReceiveMessageAsync()).Value;
                if (message is not null)
                {
                    await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                    await runner.Handle(Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString())), default);
                }

                // Others may still send some while they work.
                if (Interlocked.Decrement(ref busy) == 0 && message is null)
                    return;
                if (message is null)
                    await Task.Delay(200);
            }
        }));
    }

    // The forecast learns from the years before: here they were as the one that is forecast.
    private static async Task CopyToYearsBeforeAsync(Store store)
    {
        var table = store.Table(TableName.Rollups);
        var rows = await table.QueryAsync<TableEntity>(TreePart.WholeYear(2024)).ToListAsync();
        foreach (var chunk in rows.GroupBy(row => row.PartitionKey).SelectMany(siblings => siblings.Chunk(50)))
            foreach (var year in YearsBefore)
                await table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, CopyTo(year, row))));
        var rollups = new RollupStore(store);
        foreach (var year in YearsBefore)
            await rollups.SaveStateAsync(year, (await rollups.StateAsync(2024, default))!, default);
    }

    private static TableEntity CopyTo(int year, TableEntity row) => new(row)
    {
        PartitionKey = string.Create(CultureInfo.InvariantCulture, $"{year}{row.PartitionKey[4..]}"),
        ["Year"] = year,
    };

    // The formula of docs/storage.md.
    private static int Calls(Country country)
    {
        var tree = country.Basis.Tree;
        var provinces = tree.Children(UnitCode.Country);
        int[] children = [.. tree.TopDown.Select(unit => tree.Children(unit.Code).Count).Where(count => count > 0)];
        var pages = provinces.Sum(province =>
            Math.Max(1, Up(tree.SubTree(province.Code).Sum(unit => country.Rows.GetValueOrDefault(unit.Code, []).Length), 1000))) + 1;
        var writes = children.Sum(count => Up(count, 100)) - Up(provinces.Count, 100) + provinces.Count + 2;
        return (2 * (provinces.Count + 1)) + children.Length + pages + writes;

        static int Up(int count, int size) => (count + size - 1) / size;
    }

    /// <summary>Counts the calls that go out, by method and by what they go to.</summary>
    private sealed class CountingTransport : HttpPipelineTransport
    {
        private readonly HttpClientTransport _inner = new();
        private readonly SortedDictionary<string, int> _calls = new(StringComparer.Ordinal);

        public override Request CreateRequest() => _inner.CreateRequest();

        public override void Process(HttpMessage message)
        {
            Count(message.Request);
            _inner.Process(message);
        }

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Count(message.Request);
            return _inner.ProcessAsync(message);
        }

        public int Total => _calls.Values.Sum();

        public void Clear() => _calls.Clear();

        public override string ToString() =>
            $"{_calls.Values.Sum()} storage calls: {string.Join(", ", _calls.Select(call => $"{call.Value} {call.Key}"))}";

        private void Count(Request request)
        {
            // devstoreaccount1/Reports() or devstoreaccount1/exports/data/ab/abcd
            var path = request.Uri.Path.Trim('/').Split('/');
            var key = $"{request.Method} {(path.Length > 1 ? path[1].Split('(')[0] : "")}";
            lock (_calls)
                _calls[key] = _calls.GetValueOrDefault(key) + 1;
        }
    }
}

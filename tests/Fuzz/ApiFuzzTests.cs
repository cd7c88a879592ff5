using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Sieges;

namespace YouthFunctions.Tests.Fuzz;

/// <summary>
/// Every function that reads a route, a query, a header or a body, asked in ways that nobody would: no answer of 500 or above,
/// none that does not come, and no memory that stays. Each request goes through the whole product in process; see docs/reliability.md.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class ApiFuzzTests(StorageFixture storage, ITestOutputHelper output) : IClassFixture<StorageFixture>
{
    private const string CountVariable = "YOUTHFUNCTIONS_FUZZ";
    private const int Few = 3_000;
    private const int InCi = 50_000;
    private const int PerCountry = 10_000; // then a new one: the emulator looks through all that was ever written
    private const int Seed = 20_241_126;
    private const int MiB = 1 << 20;
    private const int GrowthAtMost = 256 * MiB;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    [Fact]
    public void Every_function_that_reads_something_has_seeds() =>
        AssertEach.All(FuzzSeeds.Functions, function => Assert.NotEmpty(FuzzSeeds.Of(function)));

    [Fact]
    public async Task The_corpus_and_a_few_thousand_mutations_are_answered() => await RunAsync(Few, isWritten: false);

    /// <summary>50,000 requests, or as many as <c>YOUTHFUNCTIONS_FUZZ</c> says; those then add to the corpus.</summary>
    [Fact]
    [Trait("Category", "siege")]
    public async Task Many_mutations_are_answered()
    {
        var requested = Environment.GetEnvironmentVariable(CountVariable);
        await RunAsync(int.Parse(requested ?? InCi.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            isWritten: requested is not null);
    }

    private async Task RunAsync(int count, bool isWritten)
    {
        var (corpus, mutator, chance) = (Corpus.Read(), new Mutator(new Random(Seed)), new Random(Seed + 1));
        var (statuses, well) = (new SortedDictionary<int, int>(), new HashSet<string>());
        var failures = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var seeds = FuzzSeeds.Functions.ToDictionary(function => function.Name, function => FuzzSeeds.Of(function).ToArray());
        var (begun, known, before, started) = (0, 0, 0L, Stopwatch.GetTimestamp());
        for (var first = 0; first < count; first += PerCountry)
        {
            await using var world = await FuzzSender.StartWorldAsync(storage);
            var sender = new FuzzSender(world, Hang);
            if (first == 0)
            {
                foreach (var input in FuzzSeeds.Functions.SelectMany(
                    function => seeds[function.Name].Concat(corpus.Of(function.Name).ToArray())))
                    corpus.Note(input, await SendAsync(sender, input));
                (begun, known, before) = (statuses.Values.Sum(), corpus.Behaviours, GC.GetTotalMemory(forceFullCollection: true));
            }

            for (var number = first; number < Math.Min(count, first + PerCountry); number++)
            {
                var function = FuzzSeeds.Functions[number % FuzzSeeds.Functions.Count].Name;
                var near = corpus.Of(function) is { Count: > 0 } kept && chance.Next(3) == 0 ? kept[chance.Next(kept.Count)]
                    : seeds[function][chance.Next(seeds[function].Length)];
                var input = mutator.Of(near);
                var behaviour = await SendAsync(sender, input);
                // What led to another function, or to none, is no better to begin with.
                if (corpus.Note(input, behaviour) && behaviour[..3] is not ("404" or "405"))
                    corpus.Keep(input, isWritten);
                if (number % 10_000 == 9_999)
                    Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, GrowthAtMost);
            }

            await world.RemoveTablesAsync();
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(growth, long.MinValue, GrowthAtMost);
        Assert.Equal(count, statuses.Values.Sum() - begun);
        AssertEach.All([200, 400, 404, 415, 422], status => Assert.True(
            statuses.GetValueOrDefault(status) > 0, $"Nothing was answered {status}: the inputs are not near enough."));
        var never = FuzzSeeds.Functions.Select(function => function.Name).Except(well);
        output.WriteLine($"{count} inputs in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s; memory {growth / MiB:+0;-0;0} MiB");
        output.WriteLine($"kinds of answers {known} -> {corpus.Behaviours}; never answered below 400: {string.Join(", ", never)}");
        output.WriteLine(string.Join(", ", statuses.Select(pair => $"{pair.Key}: {pair.Value}")));

        async Task<string> SendAsync(FuzzSender sender, FuzzInput input)
        {
            var (status, behaviour) = await Task.Run(() => sender.SendAsync(input)).WaitAsync(Hang);
            if (status is <= 0 or >= 500)
                failures.TryAdd($"{input.Function} {status}", $"{JsonSerializer.Serialize(input)}: {behaviour}");
            if (status < 400)
                well.Add(input.Function);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            return behaviour;
        }
    }
}

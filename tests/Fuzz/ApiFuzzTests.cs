using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Fuzz;

/// <summary>
/// Every function that reads a route, a query, a header or a body, asked in ways that nobody would: no answer of 500 or above,
/// none that does not come, and no memory that stays. Each request goes through the whole product in process; see docs/reliability.md.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class ApiFuzzTests(StorageFixture storage, ITestOutputHelper output) : IClassFixture<StorageFixture>
{
    private const string CountVariable = "YOUTHFUNCTIONS_FUZZ";
    private const int Few = 1_000;
    private const int InCi = 50_000;
    private const int MiB = 1 << 20;
    private const int GrowthAtMost = 256 * MiB;

    [Fact]
    public void Every_function_that_reads_something_has_seeds() =>
        AssertEach.All(FuzzSeeds.Functions, function => Assert.NotEmpty(FuzzSeeds.Of(function)));

    [Fact]
    [Trait("Category", "siege")]
    public async Task The_corpus_and_a_thousand_mutations_are_answered() => await RunAsync(Few, isWritten: false);

    /// <summary>50,000 requests, or as many as <c>YOUTHFUNCTIONS_FUZZ</c> says; those then add to the corpus.</summary>
    [Fact]
    [Trait("Category", "siege")]
    public async Task Many_mutations_are_answered()
    {
        var requested = Environment.GetEnvironmentVariable(CountVariable);
        await RunAsync(int.Parse(requested ?? InCi.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            isWritten: requested is not null);
    }

    // In two lanes, which use two processors.
    private async Task RunAsync(int count, bool isWritten)
    {
        var started = Stopwatch.GetTimestamp();
        await using var first = new FuzzLane(storage, 0, 2);
        await using var second = new FuzzLane(storage, 1, 2);
        FuzzLane[] lanes = [first, second];
        await InAllAsync(lane => lane.ReplayAsync());
        var known = lanes.SelectMany(lane => lane.Corpus.Behaviours).ToHashSet();
        foreach (var lane in lanes)
            lane.Corpus.Note(known);
        var (begun, before) = (Sent(), GC.GetTotalMemory(forceFullCollection: true));
        await InAllAsync(lane => lane.MutateAsync(count, AssertMemory));
        if (isWritten)
            Corpus.Write(lanes.Select(lane => lane.Corpus));
        foreach (var lane in lanes)
            await lane.DisposeAsync(); // its country is no memory that stays

        string[] failures = [.. lanes.SelectMany(lane => lane.Failures.Values)];
        Assert.True(failures.Length == 0, string.Join('\n', failures));
        AssertMemory();
        Assert.Equal(count, Sent() - begun);
        AssertEach.All([200, 400, 404, 415, 422], status => Assert.True(
            lanes.Any(lane => lane.Statuses.ContainsKey(status)), $"Nothing was answered {status}: the inputs are not near enough."));
        var never = FuzzSeeds.Functions.Select(function => function.Name).Except(lanes.SelectMany(lane => lane.Well));
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{count} inputs in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s; memory {growth / MiB:+0;-0;0} MiB");
        output.WriteLine($"kinds of answers {known.Count} -> {lanes.SelectMany(lane => lane.Corpus.Behaviours).Distinct().Count()}; "
            + $"never answered below 400: {string.Join(", ", never)}");
        output.WriteLine(string.Join(", ", lanes.SelectMany(lane => lane.Statuses).GroupBy(pair => pair.Key, pair => pair.Value)
            .OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Sum()}")));

        Task InAllAsync(Func<FuzzLane, Task> work) => Task.WhenAll(lanes.Select(lane => Task.Run(() => work(lane))));
        int Sent() => lanes.Sum(lane => lane.Statuses.Values.Sum());
        void AssertMemory() =>
            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, GrowthAtMost);
    }
}

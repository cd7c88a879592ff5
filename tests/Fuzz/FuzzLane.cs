using System.Text.Json;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Sieges;

namespace YouthFunctions.Tests.Fuzz;

/// <summary>
/// One of some lanes that share the inputs of a run and work side by side, on countries, a corpus and chances of their own: what a lane
/// sends does not depend on how fast another one is.
/// </summary>
/// <param name="storage">Where its countries are.</param>
/// <param name="number">Its number, from 0.</param>
/// <param name="lanes">How many lanes there are.</param>
internal sealed class FuzzLane(StorageFixture storage, int number, int lanes) : IAsyncDisposable
{
    private const int PerCountry = 10_000; // then a new one: the emulator looks through all that was ever written
    private const int PerCheck = 5_000;
    private const int Seed = 20_241_126;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly Mutator _mutator = new(new Random(Seed + (2 * number)));
    private readonly Random _chance = new(Seed + (2 * number) + 1);
    private readonly Dictionary<string, FuzzInput[]> _seeds =
        FuzzSeeds.Functions.ToDictionary(function => function.Name, function => FuzzSeeds.Of(function).ToArray());

    private SiegeTestData? _world;
    private FuzzSender? _sender;

    /// <summary>What it begins with, and what it found.</summary>
    public Corpus Corpus { get; } = Corpus.Read();

    /// <summary>How often each status was the answer.</summary>
    public SortedDictionary<int, int> Statuses { get; } = [];

    /// <summary>The functions that answered below 400.</summary>
    public HashSet<string> Well { get; } = [];

    /// <summary>The first input of each kind that was answered as none may be.</summary>
    public SortedDictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>Sends the good requests and the corpus of its share of the functions.</summary>
    public async Task ReplayAsync()
    {
        await MoveAsync();
        foreach (var function in FuzzSeeds.Functions.Where((_, index) => index % lanes == number))
            foreach (var input in _seeds[function.Name].Concat(Corpus.Of(function.Name).ToArray()))
                Corpus.Note(input, await SendAsync(input));
    }

    /// <summary>Sends its share of some inputs, each near to a good request or to one of the corpus.</summary>
    /// <param name="count">How many all lanes send.</param>
    /// <param name="check">Told from time to time, so that a long run need not go on to its end.</param>
    public async Task MutateAsync(int count, Action check)
    {
        var (first, end) = ((int)((long)count * number / lanes), (int)((long)count * (number + 1) / lanes));
        for (var index = first; index < end; index++)
        {
            if (index > first && (index - first) % PerCountry == 0)
                await MoveAsync();
            var function = FuzzSeeds.Functions[index % FuzzSeeds.Functions.Count].Name;
            var near = Corpus.Of(function) is { Count: > 0 } kept && _chance.Next(3) == 0 ? kept[_chance.Next(kept.Count)]
                : _seeds[function][_chance.Next(_seeds[function].Length)];
            var input = _mutator.Of(near);
            var behaviour = await SendAsync(input);
            // What led to another function, or to none, is no better to begin with.
            if (Corpus.Note(input, behaviour) && behaviour[..3] is not ("404" or "405"))
                Corpus.Keep(input, behaviour);
            if ((index - first) % PerCheck == PerCheck - 1)
                check();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_world is null)
            return;
        await _world.RemoveTablesAsync();
        await _world.DisposeAsync();
        (_world, _sender) = (null, null);
    }

    private async Task MoveAsync()
    {
        await DisposeAsync();
        _world = await FuzzSender.StartWorldAsync(storage);
        _sender = new FuzzSender(_world, Hang);
    }

    private async Task<string> SendAsync(FuzzInput input)
    {
        var (status, behaviour) = await Task.Run(() => _sender!.SendAsync(input)).WaitAsync(Hang);
        if (status is <= 0 or >= 500)
            Failures.TryAdd($"{input.Function} {status}", $"{JsonSerializer.Serialize(input)}: {behaviour}");
        if (status < 400)
            Well.Add(input.Function);
        Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
        return behaviour;
    }
}

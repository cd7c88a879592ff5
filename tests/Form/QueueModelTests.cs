using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Form;

/// <summary>The queue of the report page, as a state machine against a model of phone and server (<c>queue-model.mjs</c>): whatever the
/// line, the browser, other people and the calendar do, no tapped report is lost, none is stored twice, none under another key.</summary>
public sealed class QueueModelTests
{
    private const int Sequences = 4_000;

    private static readonly Gen<object[]> Events = Gen.OneOf(
        Event(["tap", "tap", "tap", "flush", "flush", "flush", "correct", "close", "reopen", "sign", "hurry", "revoke", "adopt", "drop"])
            .Array[1, 16],
        Event(["tap", "tap", "flush", "flush", "flush", "hurry", "drop"]).Array[1, 16]);

    private static Gen<object> Event(string[] types) => Gen.Select(
        OneOf(types),
        OneOf("02-026 2024-08", "02-026 2024-07", "02 2024-08"),
        OneOf("good", "good", "before", "after", "busy", "crash"),
        OneOf("A", "B"), Gen.Bool, OneOf(0, 0, 5_000, 400_000))
        .Select(item => (object)new
        {
            type = item.Item1,
            place = item.Item2,
            line = item.Item3,
            owner = item.Item4,
            isFresh = item.Item5,
            wait = item.Item6
        });

    private static Gen<T> OneOf<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(index => choices[index]);

    [Fact]
    public async Task Nothing_is_lost_and_nothing_is_doubled()
    {
        var sequences = Events.Array[Sequences].Single();
        var lines = sequences.Select(events => JsonSerializer.Serialize(events)).ToArray();
        var answers = await NodeScript.RunAsync([ModelPath, Path.Combine(NodeScript.Scripts, "queue.js")], lines);

        Assert.Equal(lines.Length, answers.Length);
        Assert.Equal([], answers.Zip(lines).Where(pair => pair.First.Length > 0).OrderBy(pair => pair.Second.Length)
            .Select(pair => $"{pair.First}: {pair.Second}").Take(1));
    }

    // A model that finds nothing wrong with a queue that is wrong would show nothing.
    [Theory]
    [Trait("Category", "siege")]
    [InlineData("body: entry.body ?? bodyOf(entry)", "body: bodyOf({ ...entry, reason: `${entry.attempts}` })")] // one key, other bytes
    [InlineData("replaces: revision }", "replaces: null }")] // a second tap that does not know of the first
    [InlineData("|| isInDoubt(entry) ||", "||")] // what may be stored is forgotten
    [InlineData("mayBeStored(answer),", "false,")] // a lost answer means that nothing was stored
    public async Task The_model_finds_a_queue_that_is_wrong(string right, string wrong)
    {
        var source = await File.ReadAllTextAsync(Path.Combine(NodeScript.Scripts, "queue.js"));
        Assert.Contains(right, source, StringComparison.Ordinal);
        var broken = Path.Combine(Path.GetTempPath(), $"queue-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(wrong)))}.mjs");
        await File.WriteAllTextAsync(broken, source.Replace(right, wrong, StringComparison.Ordinal));
        try
        {
            var sequences = Events.Array[Sequences].Single();
            var answers = await NodeScript.RunAsync([ModelPath, broken], sequences.Select(events => JsonSerializer.Serialize(events)));
            Assert.Contains(answers, answer => answer.Length > 0);
        }
        finally
        {
            File.Delete(broken);
        }
    }

    private static string ModelPath { get; } = Path.Combine(TestMachine.RepositoryRoot, "tests", "Form", "queue-model.mjs");
}

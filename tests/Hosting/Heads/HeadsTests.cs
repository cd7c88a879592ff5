using Xunit.Abstractions;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>The same recorded requests and timers go to the product on all its hosts, and are answered alike.</summary>
[Trait("Category", "siege")]
public sealed class HeadsTests(StorageFixture storage, ITestOutputHelper output) : IClassFixture<StorageFixture>
{
    private const int StepsAtLeast = 150;

    [Fact]
    public async Task Every_recorded_step_is_answered_alike_on_all_heads()
    {
        var steps = RecordedStep.ReadAll();
        Assert.True(steps.Count(step => step.Send is not null) >= StepsAtLeast);
        Assert.Equal(steps.Count, steps.DistinctBy(step => step.Name).Count());

        await using var standalone = await StandaloneHead.StartAsync(storage);
        await using var custom = await CustomHandlerHead.StartAsync(storage);
        await using var isolated = await IsolatedHead.StartAsync(storage);
        var played = await Task.WhenAll(new IHead[] { standalone, custom, isolated }.Select(head => PlayAsync(head, steps)));

        var comparison = new Comparison(steps, played[0]);
        comparison.Add(HeadName.CustomHandler, played[1]);
        comparison.Add(HeadName.Isolated, played[2]);
        output.WriteLine(comparison.Table());
        Assert.True(comparison.Unexplained.Count == 0, string.Join("\n\n", comparison.Unexplained));
        Assert.Empty(comparison.NeverSeen);

        var expected = await StorageDigest.ReadAsync(standalone.Store);
        foreach (var head in new IHead[] { custom, isolated })
        {
            var actual = await StorageDigest.ReadAsync(head.Store);
            Assert.Equal([], expected.Except(actual).Select(line => $"{head.Name} has not {line}"));
            Assert.Equal([], actual.Except(expected).Select(line => $"{head.Name} alone has {line}"));
            Assert.Equal(expected.Count, actual.Count);
        }
    }

    private static async Task<IReadOnlyList<RecordedAnswer>> PlayAsync(IHead head, IReadOnlyList<RecordedStep> steps)
    {
        using var player = await Player.CreateAsync(head);
        return await player.PlayAsync(steps);
    }
}

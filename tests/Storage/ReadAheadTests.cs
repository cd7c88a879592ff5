using CsCheck;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.Storage;

public sealed class ReadAheadTests
{
    private int _begun;

    [Fact]
    public async Task Rows_come_as_they_would_one_read_after_the_other() =>
        await Gen.Select(Gen.Int[0, 30].Array[0, 6], Gen.Int[1, 5]).SampleAsync(async (sizes, mostRows) =>
        {
            var expected = sizes.SelectMany((size, read) => Enumerable.Range(0, size).Select(row => (read, row)));
            var rows = ReadAhead.OneAfterTheOther(
                sizes.Select((size, read) => RowsAsync(size).Select(row => (read, row))), mostRows, CancellationToken.None);
            Assert.Equal(expected, await rows.ToArrayAsync());
        }, iter: 200);

    [Fact]
    public async Task The_next_read_runs_while_one_is_gone_through_and_no_third()
    {
        await using var rows = ReadAhead.OneAfterTheOther(
            Enumerable.Range(0, 4).Select(_ => RowsAsync(3)), 1, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await rows.MoveNextAsync());
        while (Volatile.Read(ref _begun) < 2)
            await Task.Delay(5);
        await Task.Delay(50);
        Assert.Equal(2, _begun);
    }

    [Fact]
    public async Task A_read_that_fails_does_so_at_its_place_and_ends_the_others()
    {
        var seen = new List<int>();
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var row in ReadAhead.OneAfterTheOther(
                [RowsAsync(3), RowsAsync(2, fails: true), RowsAsync(1000)], 1, CancellationToken.None))
                seen.Add(row);
        });
        Assert.Equal([0, 1, 2, 0, 1], seen);
    }

    [Fact]
    public async Task Whoever_turns_away_leaves_no_read_behind()
    {
        var ended = 0;
        await foreach (var _ in ReadAhead.OneAfterTheOther([EndlessAsync(), EndlessAsync()], 2, CancellationToken.None))
            break;
        Assert.Equal(2, Volatile.Read(ref ended));

        async IAsyncEnumerable<int> EndlessAsync()
        {
            try
            {
                for (var row = 0; ; row++)
                {
                    await Task.Yield();
                    yield return row;
                }
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }
        }
    }

    private async IAsyncEnumerable<int> RowsAsync(int size, bool fails = false)
    {
        Interlocked.Increment(ref _begun);
        for (var row = 0; row < size; row++)
        {
            await Task.Yield();
            yield return row;
        }

        if (fails)
            throw new InvalidDataException();
    }
}

using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;

namespace YouthFunctions.Rollups.Summing;

/// <summary>Rolls up one province when a report of it was stored, so that the units above see it within seconds. The timer asks for all
/// marks in any case: a message that is lost, late or twice changes nothing.</summary>
public sealed class RollUpProvince(
    PlanStore plans, YearBasisFactory bases, YearRollupService rollUp, Store store, TimeProvider clock)
{
    // A backlog is the timer's: it sums all provinces in one go, and writes the centre's row once.
    private static readonly TimeSpan TooOld = TimeSpan.FromMinutes(2);

    private const int MaxRounds = 3;

    /// <summary>Works off a message.</summary>
    /// <exception cref="JsonException">It is no request for a rollup.</exception>
    public async Task Handle(string message, CancellationToken cancel)
    {
        var request = RollupRequest.Read(message);
        if (clock.GetUtcNow() - request.SentUtc > TooOld || await plans.FindAsync(request.Year, cancel) is not { } year)
            return;
        // Two at once would only make each other start over. Whoever comes second may go: the first one looks again before it ends.
        await using var lease = await BlobLease.TryAcquireAsync(
            store.Container(ContainerName.Locks), $"rollups/{request.Year}-{request.Province}", cancel);
        if (lease is null)
            return;
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, lease.Lost);
        var basis = await bases.CreateAsync(year.Plan, both.Token);
        for (var round = 0; round < MaxRounds; round++)
            if (await rollUp.RunPartAsync(basis, [request.Province], clock.GetUtcNow(), both.Token) == 0)
                return;
    }
}

using System.Runtime.CompilerServices;

namespace YouthFunctions.Plan.Persistence;

/// <summary>What timers do for every year that has a plan.</summary>
public static class PlannedYears
{
    /// <summary>Each year with a plan, in order.</summary>
    public static async IAsyncEnumerable<ReportingYear> AllAsync(
        this PlanStore plans, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var year in await plans.YearsAsync(cancel))
            if (await plans.FindAsync(year, cancel) is { } reportingYear)
                yield return reportingYear;
    }

    /// <summary>Does something for each year with a plan, in order. A year that fails does not keep the later ones back.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="work">The work on one year.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="AggregateException">Some years failed; the message names them.</exception>
    public static async Task ForEachYearAsync(this PlanStore plans, Func<ReportingYear, Task> work, CancellationToken cancel)
    {
        var failures = new SortedDictionary<int, Exception>();
        foreach (var year in await plans.YearsAsync(cancel))
        {
            try
            {
                if (await plans.FindAsync(year, cancel) is { } reportingYear)
                    await work(reportingYear);
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                failures[year] = error;
            }
        }

        if (failures.Count > 0)
            throw new AggregateException($"Not done for {string.Join(", ", failures.Keys)}.", failures.Values);
    }
}

using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups.Summing;

namespace YouthFunctions.Benchmarks.Load;

/// <summary>What a simulated due day came to; the peaks are of one second.</summary>
/// <param name="PeakReports">Reports a second, at the door.</param>
/// <param name="PeakPartition">Rows a second in the busiest partition.</param>
/// <param name="PeakAccount">Transactions a second of the account, reports and rollups together.</param>
/// <param name="LongestWait">Seconds that a report waited for an instance, a partition or the account.</param>
/// <param name="LongestRollUp">Seconds of the longest run of the rollup (of one shard).</param>
/// <param name="LongestLag">Seconds from a report to the rollup that has it.</param>
internal sealed record DayResult(
    double PeakReports, double PeakPartition, double PeakAccount, double LongestWait, double LongestRollUp, double LongestLag);

/// <summary>
/// The day on which reports are due, second by second: units report at random (Poisson, from a seed) along the day's curve into the
/// partition of their province; instances, partitions and the account serve what their limits allow and the rest waits; the rollup
/// takes what has arrived every five minutes, whole or in shards by province.
/// </summary>
internal sealed class DueDay(UnitTree tree, UnitCosts measured)
{
    /// <summary>How the reports of the day fall on its hours: before noon, in the afternoon, and in the evening before midnight.</summary>
    private static readonly double[] Curve = [.2, .1, .1, .1, .1, .2, .6, 2, 5, 7, 7, 5, 3, 5, 7, 8, 9, 8, 5, 5, 7, 8, 6, 1];

    private const double HalfReportOnTheDueDay = 0.5;
    private const double BusiestMinute = 2; // times the hour's mean, the first minute of each hour

    /// <summary>Simulates it.</summary>
    /// <param name="scale">How many times the units of the country.</param>
    /// <param name="shards">Whether the rollup runs by province rather than as one.</param>
    /// <param name="burst">Whether all reports of the day come within ten minutes, as after an outage.</param>
    public DayResult Run(int scale, bool shards, bool burst)
    {
        var random = new Random(scale);
        var provinces = tree.Children(UnitCode.Country)
            .Select(province => (Units: (double)tree.SubTree(province.Code).Count() * scale,
                Parents: tree.SubTree(province.Code).Count(unit => tree.Children(unit.Code).Count > 0))).ToArray();
        var waiting = new double[provinces.Length];
        var marked = new double[provinces.Length];
        var oldest = Enumerable.Repeat(double.NaN, provinces.Length).ToArray();
        var busyUntil = new double[provinces.Length];
        var (atDoor, peakReports, peakPartition, peakAccount, wait, run, lag, rollUpCalls) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var second = 0; second < 24 * 3600; second++)
        {
            var share = Share(second, burst);
            var arrived = 0.0;
            var arrivals = new double[provinces.Length];
            for (var p = 0; p < provinces.Length; p++)
                arrived += arrivals[p] = Poisson(random, provinces[p].Units * HalfReportOnTheDueDay * share);
            peakReports = Math.Max(peakReports, arrived);

            // The door: as many instances as may be, each with its requests at once.
            atDoor += arrived;
            var through = Math.Min(atDoor, Limits.Instances * Limits.RequestsAtOnce / Limits.SecondsAReport);
            through = Math.Min(through, Math.Max(0, Limits.Account - rollUpCalls) / Limits.TransactionsAReport);
            var passed = atDoor > 0 ? through / atDoor : 0;
            wait = Math.Max(wait, through > 0 ? atDoor / through - 1 : 0);
            atDoor -= through;
            peakAccount = Math.Max(peakAccount, (through * Limits.TransactionsAReport) + rollUpCalls);

            for (var p = 0; p < provinces.Length; p++)
            {
                waiting[p] += (arrivals[p] + (arrived > 0 ? (atDoor + through - arrived) * arrivals[p] / arrived : 0)) * passed
                    * Limits.RowsAReport;
                var written = Math.Min(waiting[p], Limits.Partition);
                peakPartition = Math.Max(peakPartition, waiting[p]);
                wait = Math.Max(wait, waiting[p] / Limits.Partition - 1);
                waiting[p] -= written;
                if (written > 0 && double.IsNaN(oldest[p]))
                    oldest[p] = second;
                marked[p] = Math.Min(provinces[p].Units, marked[p] + (written / Limits.RowsAReport));
            }

            if (second % 300 == 0)
                rollUpCalls = RollUp(second);
        }

        return new DayResult(peakReports, peakPartition, peakAccount, wait, run, lag);

        double RollUp(int second)
        {
            var calls = 0.0;
            var all = 0.0;
            for (var p = 0; p < provinces.Length; p++)
            {
                if (double.IsNaN(oldest[p]) || second < busyUntil[p])
                    continue;
                var (seconds, made) = Province(provinces[p].Units, provinces[p].Parents, marked[p]);
                all += seconds;
                calls += made;
                if (shards)
                    Finish(p, seconds);
            }

            if (!shards && all > 0)
                for (var p = 0; p < provinces.Length; p++)
                    Finish(p, all / Limits.ProvincesAtOnce);
            return calls / 300;

            void Finish(int p, double seconds)
            {
                busyUntil[p] = second + seconds;
                run = Math.Max(run, seconds);
                if (!double.IsNaN(oldest[p]))
                    lag = Math.Max(lag, busyUntil[p] - oldest[p]);
                (oldest[p], marked[p]) = (double.NaN, 0);
            }
        }
    }

    /// <summary>One province's rollup, as docs/storage.md counts it: by single units when few are marked, else the whole
    /// partition.</summary>
    private (double Seconds, double Calls) Province(double units, int parents, double marks)
    {
        var few = marks <= 8;
        var summed = few ? marks * 4 : units;
        var pages = few ? marks : units * Limits.ReportsAUnit / 1000;
        var calls = 2 + Math.Min(marks, parents) + pages + Math.Max(Math.Min(marks, parents), summed / 100);
        return ((summed * measured.RollUpSeconds) + (pages * (few ? Limits.CallSeconds : Limits.PageSeconds))
            + ((calls - pages) * Limits.CallSeconds), calls);
    }

    private static double Share(int second, bool burst)
    {
        if (burst)
            return second is >= 36000 and < 36600 ? 1.0 / 600 : 0;
        var hour = Curve[second / 3600] / Curve.Sum() / 3600;
        return second % 3600 < 60 ? hour * BusiestMinute : hour * (3600 - (60 * BusiestMinute)) / 3540;
    }

    // By Knuth for the rare, by the normal approximation for the many.
    private static double Poisson(Random random, double mean)
    {
        if (mean > 30)
            return Math.Max(
                0,
                Math.Round(mean
                    + (Math.Sqrt(mean) * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))));
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        for (; product > limit; count++)
            product *= random.NextDouble();
        return count;
    }
}

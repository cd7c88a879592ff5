using System.Diagnostics;
using System.Globalization;

namespace YouthFunctions.Benchmarks;

/// <summary>How long something took: by the clock, and of all cores together, which other programs on them do not change.</summary>
internal readonly record struct Measurement(TimeSpan Wall, TimeSpan Cpu)
{
    /// <summary>The shortest of some rounds, each of the two for itself.</summary>
    public static Measurement Best<T>(int rounds, Func<T> work, out T result)
    {
        var best = new Measurement(TimeSpan.MaxValue, TimeSpan.MaxValue);
        result = default!;
        for (var round = 0; round < rounds; round++)
        {
            var (started, busy) = (Stopwatch.GetTimestamp(), Busy);
            result = work();
            var measurement = new Measurement(Stopwatch.GetElapsedTime(started), Busy - busy);
            best = new Measurement(
                measurement.Wall < best.Wall ? measurement.Wall : best.Wall, measurement.Cpu < best.Cpu ? measurement.Cpu : best.Cpu);
        }

        return best;
    }

    /// <inheritdoc cref="Best{T}"/>
    public static Measurement Best(int rounds, Action work) => Best(rounds, () => Run(work), out _);

    /// <summary>A line of the report; beside DuckDB's time its ratios.</summary>
    public void Print(string what, Measurement? ours = null) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what,-42} {Wall.TotalMilliseconds,7:0} ms, {Cpu.TotalMilliseconds,7:0} ms of "
            + $"CPU{(ours is { } first ? $"   ours / DuckDB = {first.Wall / Wall:0.00}, of CPU {first.Cpu / Cpu:0.00}" : "")}"));

    private static TimeSpan Busy
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }

    private static bool Run(Action work)
    {
        work();
        return true;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace YouthFunctions.Benchmarks;

/// <summary>How long something took: by the clock, and of all cores together, which other programs on them do not change.</summary>
internal readonly record struct Took(TimeSpan Wall, TimeSpan Cpu)
{
    /// <summary>The shortest of some rounds, each of the two for itself.</summary>
    public static Took Best<T>(int rounds, Func<T> work, out T result)
    {
        var best = new Took(TimeSpan.MaxValue, TimeSpan.MaxValue);
        result = default!;
        for (var round = 0; round < rounds; round++)
        {
            var (started, busy) = (Stopwatch.GetTimestamp(), Busy);
            result = work();
            var took = new Took(Stopwatch.GetElapsedTime(started), Busy - busy);
            best = new Took(took.Wall < best.Wall ? took.Wall : best.Wall, took.Cpu < best.Cpu ? took.Cpu : best.Cpu);
        }

        return best;
    }

    /// <inheritdoc cref="Best{T}"/>
    public static Took Best(int rounds, Action work) => Best(rounds, () => Done(work), out _);

    /// <summary>A line of the report; beside DuckDB's time its ratios.</summary>
    public void Print(string what, Took? ours = null) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what,-42} {Wall.TotalMilliseconds,7:0} ms, {Cpu.TotalMilliseconds,7:0} ms of CPU{(ours is { } first ? $"   ours / DuckDB = {first.Wall / Wall:0.00}, of CPU {first.Cpu / Cpu:0.00}" : "")}"));

    private static TimeSpan Busy
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }

    private static bool Done(Action work)
    {
        work();
        return true;
    }
}

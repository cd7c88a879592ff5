using System.Diagnostics;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Local;

/// <summary>The main job: everything on this machine until Ctrl+C.</summary>
public static class Serve
{
    /// <summary>Serves; the exit code is 0 when it was asked to stop and everything is saved.</summary>
    public static async Task<int> RunAsync(int port, DateOnly? asOf, string? folder, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var clock = CreateClock(asOf);
        await using (var run = await LocalRun.StartAsync(port, clock, withTimers: true, new StepProgress(), cancel, folder))
            await ServeAsync(run, clock, watch, cancel);
        Console.WriteLine("Stopped; storage is saved."); // the end of storage throws when it could not save
        return 0;
    }

    private static async Task ServeAsync(LocalRun run, ProductClock clock, Stopwatch watch, CancellationToken cancel)
    {
        var keys = new KeysFile(run.Directory);
        var entries = await keys.EnsureAsync(run.App.Services.GetRequiredService<KeyStore>(), cancel);
        var address = $"http://localhost:{run.Address.Port}";
        Console.WriteLine($"Ready after {watch.Elapsed.TotalSeconds:0.0} s. Today is "
            + $"{LocalTime.DayAt(clock.GetUtcNow()):yyyy-MM-dd}{(clock.IsMoved ? " (by --as-of)" : "")}.");
        Console.WriteLine();
        Console.WriteLine($"  Leaders' page   {address}/");
        Console.WriteLine($"  API             {address}/api/health");
        Console.WriteLine($"  Keys            {keys.FilePath}");
        Console.WriteLine();
        Console.WriteLine("To sign in, open one of these; each works once, within the hour:");
        foreach (var (role, entry) in entries)
            Console.WriteLine($"  {role,-15} {address}/sign-in?link={await LinkAsync(run, entry.Key, cancel)}");
        var year = LocalTime.DayAt(clock.GetUtcNow()).Year;
        if (await run.App.Services.GetRequiredService<PlanStore>().FindAsync(year, cancel) is null)
        {
            Console.WriteLine();
            Console.WriteLine($"The year {year} has no plan, so it takes no reports. In a second terminal: {OpenYearCommand.Line(year)}");
        }

        Console.WriteLine();
        Console.WriteLine($"Ctrl+C stops it; data stays in {run.Directory}.");
        Console.WriteLine(
            "Storage is an emulator, for trial: a kill of the emulator itself, or of the machine, may lose what came in the last seconds.");
        var stopped = run.App.WaitForShutdownAsync(cancel);
        if (await Task.WhenAny(stopped, run.StorageLost) == run.StorageLost)
            throw new LocalRunException(await run.StorageLost);
        Console.WriteLine("Stopping; saving ...");
    }

    private static Task<string> LinkAsync(LocalRun run, string key, CancellationToken cancel) =>
        run.App.Services.GetRequiredService<SignInLinks>().IssueAsync(key.Split('-')[1], cancel);

    /// <summary>The machine's clock, or one that shows the same time of another day.</summary>
    public static ProductClock CreateClock(DateOnly? asOf)
    {
        if (asOf is not { } day)
            return new ProductClock();
        var now = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), LocalTime.Zone);
        var moved = day.ToDateTime(TimeOnly.FromDateTime(now.DateTime));
        return new ProductClock(new DateTimeOffset(moved, LocalTime.Zone.GetUtcOffset(moved)));
    }

    /// <summary>Says each step as it begins.</summary>
    internal sealed class StepProgress : IProgress<string>
    {
        /// <inheritdoc/>
        public void Report(string value) => Console.WriteLine($"{value} ...");
    }
}

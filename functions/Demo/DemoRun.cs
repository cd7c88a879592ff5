using System.Diagnostics;
using Spectre.Console;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Local;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Demo;

/// <summary>The demo from start to end: history, a year of reports as their days come, rollups, forecasts, exports, summary.</summary>
public static class DemoRun
{
    private const int YearsOfHistory = 3;

    /// <summary>Plays the scenario up to a day; the exit code is 0 when everything was accepted.</summary>
    /// <param name="asOf">The day to play up to.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="folder">Where data and keys are kept; null for <c>.local</c> of this working copy.</param>
    public static async Task<int> RunAsync(DateOnly asOf, CancellationToken cancel, string? folder = null)
    {
        var watch = Stopwatch.StartNew();
        var scenario = Scenario.Shipped();
        var clock = Serve.CreateClock(asOf);
        await using var run = await LocalRun.StartAsync(0, clock, withTimers: false, new Serve.StepProgress(), cancel, folder);
        using var api = await DemoApi.CreateAsync(run, cancel);
        var services = run.App.Services;
        var register = services.GetRequiredService<UnitRegister>();
        var plan = (await services.GetRequiredService<PlanStore>().FindAsync(scenario.Year, cancel))!.Plan;
        var simulator = new Simulator(scenario, plan, register.TreeOf(scenario.Year), services.GetRequiredService<PlanFiles>().Provinces);

        Console.WriteLine($"Everything below is simulated: seed {scenario.Seed}, as of {asOf:yyyy-MM-dd}.");
        await RemoveAsync(api, scenario, cancel);
        var gaveWay = 0;
        await AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                var history = progress.AddTask(
                    $"History of {scenario.Year - YearsOfHistory}-{scenario.Year - 1}", maxValue: YearsOfHistory);
                for (var year = scenario.Year - YearsOfHistory; year < scenario.Year; year++)
                {
                    await api.PostAsync($"api/history?simulated=true", HistoryCsv.Create(simulator, plan, year), "text/csv", cancel);
                    history.Increment(1);
                }

                await api.PostAsync($"api/targets/allocate?year={scenario.Year}&basis=last-year", "", "application/json", cancel);
                var posts = new ReportSender(simulator, plan, clock, api, asOf);
                var reports = progress.AddTask($"Reports of {scenario.Year}", maxValue: posts.Count);
                gaveWay = await posts.SendAsync(() => reports.Increment(1), cancel);
                clock.SetUtcNow(Serve.CreateClock(asOf).GetUtcNow());
                foreach (var (name, job) in new[] { ("Rollups", "api/rollups/run"), ("Forecasts", "api/forecasts/run"),
                    ("Export", "api/exports/run") })
                {
                    var task = progress.AddTask(name, maxValue: 1);
                    await api.PostAsync(job, "", "application/json", cancel);
                    task.Increment(1);
                }
            });
        await api.RevokeAsync(cancel);
        if (gaveWay > 0)
            Console.WriteLine($"{gaveWay} of them gave way to reports that were made in earnest, which stay.");
        await DemoSummary.WriteAsync(services, scenario.Year, cancel);
        Console.WriteLine();
        Console.WriteLine($"Done in {watch.Elapsed.TotalSeconds:0} s. To look around:");
        var where = folder is null ? "" : $" --folder {folder}";
        Console.WriteLine($"  dotnet run --project functions -- --as-of {asOf:yyyy-MM-dd}{where}");
        Console.WriteLine(
            $"  then open http://localhost:7071/ and sign in with the leader's key of {Path.Combine(folder ?? ".local", "keys.json")}");
        Console.WriteLine($"To remove what was simulated: dotnet run --project functions -- demo --remove{where}");
        return 0;
    }

    /// <summary>Removes what was simulated.</summary>
    public static async Task<int> RemoveAsync(CancellationToken cancel, string? folder = null)
    {
        var scenario = Scenario.Shipped();
        await using var run = await LocalRun.StartAsync(0, new ProductClock(), withTimers: false, new Serve.StepProgress(), cancel, folder);
        using var api = await DemoApi.CreateAsync(run, cancel);
        await RemoveAsync(api, scenario, cancel);
        foreach (var job in new[] { "api/rollups/run", "api/forecasts/run" })
            await api.PostAsync(job, "", "application/json", cancel);
        Console.WriteLine("What was simulated is removed.");
        return 0;
    }

    private static async Task RemoveAsync(DemoApi api, Scenario scenario, CancellationToken cancel)
    {
        await api.DeleteAsync($"api/reports/simulated?year={scenario.Year}", cancel);
        for (var year = scenario.Year - YearsOfHistory; year < scenario.Year; year++)
            await api.DeleteAsync($"api/history?year={year}&simulated=true", cancel);
        await api.PostAsync($"api/targets/allocate?year={scenario.Year}&basis=population", "", "application/json", cancel);
    }
}

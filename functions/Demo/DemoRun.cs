using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Catalog;
using YouthFunctions.Demo.Simulation;
using YouthFunctions.Demo.Story;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Jobs;
using YouthFunctions.Local;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Demo;

/// <summary>The demo from start to end: history, then a year week by week, and what its warnings were worth.</summary>
public static class DemoRun
{
    /// <summary>The first day on which a month of the year is known.</summary>
    public static readonly DateOnly FirstDay = new(2024, 2, 6);

    /// <summary>The last day that makes sense.</summary>
    public static readonly DateOnly LastDay = new(2025, 2, 28);

    /// <summary>What is said of a day outside of them.</summary>
    public static readonly string Range = string.Create(
        CultureInfo.InvariantCulture, $"The demo can be played until a day from {FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd}.");

    /// <summary>Plays the scenario up to a day; the exit code is 0 when everything was accepted.</summary>
    /// <param name="options">How.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancel)
    {
        if (options.Until < FirstDay || options.Until > LastDay)
            throw new LocalRunException(Range);
        var watch = Stopwatch.StartNew();
        var scenario = Scenario.Shipped();
        scenario = scenario with { Seed = options.Seed ?? scenario.Seed };
        var clock = Serve.CreateClock(options.Until);
        await using var run = await LocalRun.StartAsync(
            options.Port, clock, withTimers: false, new Serve.StepProgress(), cancel, options.Folder);
        using var api = await DemoApi.CreateAsync(run, cancel);
        var services = run.App.Services;
        var tree = services.GetRequiredService<UnitRegister>().TreeOf(scenario.Year);
        var plans = services.GetRequiredService<PlanStore>();
        var plan = (await plans.FindAsync(scenario.Year, cancel))!.Plan;
        var simulator = new Simulator(scenario, plan, tree, services.GetRequiredService<PlanFiles>().Provinces);
        var story = new DemoStory(
            plan, tree, new SimulatedYear(simulator, plan, tree, scenario.Year),
            new SimulatedYear(simulator, plan, tree, scenario.Year - 1));

        Console.WriteLine($"Everything below is simulated: seed {scenario.Seed}, until {options.Until:yyyy-MM-dd}.");
        await RemoveAsync(api, scenario, cancel);
        await plans.ChangeAsync(scenario.Year, _ => PlanChange.Simulated(true), cancel);
        var gaveWay = 0;
        await AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                await LoadHistoryAsync(progress, api, scenario, simulator, plan, cancel);
                gaveWay = await PlayAsync(
                    progress, api, services, new ReportSender(simulator, plan, clock, api, options.Until), story, options, clock, cancel);
            });
        await api.RevokeAsync(cancel);
        if (gaveWay > 0)
            Console.WriteLine($"{gaveWay} of them gave way to reports that were made in earnest, which stay.");
        await DemoSummary.WriteAsync(services, scenario.Year, cancel);
        await TellAsync(run, story, scenario, options, watch.Elapsed, cancel);
        return 0;
    }

    /// <summary>Removes what was simulated.</summary>
    public static async Task<int> RemoveAsync(CancellationToken cancel, string? folder = null)
    {
        var scenario = Scenario.Shipped();
        await using var run = await LocalRun.StartAsync(0, new ProductClock(), withTimers: false, new Serve.StepProgress(), cancel, folder);
        using var api = await DemoApi.CreateAsync(run, cancel);
        await RemoveAsync(api, scenario, cancel);
        await run.App.Services.GetRequiredService<PlanStore>().ChangeAsync(scenario.Year, _ => PlanChange.Simulated(false), cancel);
        foreach (var job in new[] { "api/rollups/run", "api/forecasts/run" })
            await api.PostAsync(job, "", "application/json", cancel);
        Console.WriteLine("What was simulated is removed.");
        return 0;
    }

    private static async Task LoadHistoryAsync(
        ProgressContext progress, DemoApi api, Scenario scenario, Simulator simulator, YearPlan plan, CancellationToken cancel)
    {
        var first = scenario.Year - scenario.YearsOfHistory;
        var history = progress.AddTask($"History of {first}-{scenario.Year - 1}", maxValue: scenario.YearsOfHistory);
        for (var year = first; year < scenario.Year; year++)
        {
            await api.PostAsync("api/history?simulated=true", HistoryCsv.Create(simulator, plan, year), "text/csv", cancel);
            history.Increment(1);
        }

        await api.PostAsync($"api/targets/allocate?year={scenario.Year}&basis=last-year", "", "application/json", cancel);
    }

    private static async Task<int> PlayAsync(
        ProgressContext progress, DemoApi api, IServiceProvider services, ReportSender sender, DemoStory story, DemoOptions options,
        ProductClock clock, CancellationToken cancel)
    {
        var gaveWay = 0;
        var weeks = progress.AddTask("The year", maxValue: sender.Count);
        foreach (var week in DemoWeek.UpTo(options.Until, sender.Days, options.IsFast))
        {
            weeks.Description = string.Create(CultureInfo.InvariantCulture, $"Week of {week.Day:yyyy-MM-dd}");
            gaveWay += await sender.SendAsync(week.SentUntil, () => weeks.Increment(1), cancel);
            if (!week.IsForecast)
                continue;
            clock.SetUtcNow(Serve.CreateClock(week.Day).GetUtcNow());
            foreach (var job in new[] { "api/rollups/run", "api/forecasts/run" })
                await api.PostAsync(job, "", "application/json", cancel);
            var looking = story.LookAsync(services.GetRequiredService<ForecastStore>(), week.Day, cancel);
            var briefing = services.GetRequiredService<TimerRunner>().RunAsync(FunctionTable.Timer("Brief"), onDemand: true, cancel);
            await Task.WhenAll(looking, briefing);
            var briefs = await briefing;
            if (briefs.State == RunState.Failed)
                throw new LocalRunException($"The briefs of {week.Day:yyyy-MM-dd} failed: {briefs.Error}");
        }

        return gaveWay;
    }

    private static async Task TellAsync(
        LocalRun run, DemoStory story, Scenario scenario, DemoOptions options, TimeSpan elapsed, CancellationToken cancel)
    {
        var sentences = StoryText.Tell(story, scenario, options.Until);
        Console.WriteLine();
        foreach (var sentence in sentences)
            Console.WriteLine(sentence.English);
        Console.WriteLine($"The story as a page: {await StoryPage.WriteAsync(run.Directory, sentences, cancel)}");
        Console.WriteLine();
        var where = (options.Folder is null ? "" : $" --folder {options.Folder}") + (options.Port == 0 ? "" : $" --port {options.Port}");
        Console.WriteLine($"Done in {elapsed.TotalSeconds:0} s. To look around:");
        Console.WriteLine($"  dotnet run --project functions -- --as-of {options.Until:yyyy-MM-dd}{where}");
        Console.WriteLine(
            $"  then open http://localhost:{(options.Port == 0 ? 7071 : options.Port)}/ and sign in with the leader's key of "
            + Path.Combine(options.Folder ?? ".local", "keys.json"));
        Console.WriteLine($"While it runs, files for analysts: dotnet run --project functions -- call POST api/exports/run{where}");
        Console.WriteLine("To remove what was simulated: dotnet run --project functions -- demo --remove"
            + (options.Folder is null ? "" : $" --folder {options.Folder}"));
    }

    private static async Task RemoveAsync(DemoApi api, Scenario scenario, CancellationToken cancel)
    {
        await api.DeleteAsync($"api/reports/simulated?year={scenario.Year}", cancel);
        for (var year = scenario.Year - scenario.YearsOfHistory; year < scenario.Year; year++)
            await api.DeleteAsync($"api/history?year={year}&simulated=true", cancel);
        await api.PostAsync($"api/targets/allocate?year={scenario.Year}&basis=population", "", "application/json", cancel);
    }
}

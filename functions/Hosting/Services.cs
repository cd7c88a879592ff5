using YouthFunctions.Access;
using YouthFunctions.Access.Sessions;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Catalog;
using YouthFunctions.Exports;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Jobs;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports;
using YouthFunctions.Rollups;
using YouthFunctions.Storage;
using YouthFunctions.Summaries;
using YouthFunctions.Units;

namespace YouthFunctions.Hosting;

/// <summary>Everything a head needs, whichever it is.</summary>
public static class Services
{
    /// <summary>The directory of the plan's files beside the program.</summary>
    public static string PlanDirectory => Path.Combine(AppContext.BaseDirectory, "Plan", "Data");

    /// <summary>Registers the product: the pipeline, each function's handler, and what handlers are made of.</summary>
    /// <param name="services">The head's services.</param>
    /// <param name="store">The storage account.</param>
    /// <param name="clock">The product's clock.</param>
    /// <param name="files">The plans that are shipped.</param>
    /// <param name="register">The trees of units.</param>
    public static IServiceCollection AddYouthFunctions(
        this IServiceCollection services, Store store, TimeProvider clock, PlanFiles files, UnitRegister register)
    {
        services.AddSingleton(store).AddSingleton(clock).AddSingleton(files).AddSingleton(register);
        services.AddAccess().AddSingleton<PlanStore>().AddSingleton<SuccessionStore>().AddSingleton<UnitHeirs>().AddSingleton<PublicAddress>();
        services.AddRollups();
        services.AddSingleton<ForecastStore>();
        services.AddSingleton<ForecastArchive>().AddSingleton<ScorecardStore>();
        services.AddReports();
        services.AddSingleton<SessionTickets>().AddSingleton<SessionCookie>();
        services.AddSummaries();
        services.AddExports();
        services.AddSingleton<FunctionHandlers>().AddSingleton<AuditedCalls>().AddSingleton<Pipeline>().AddSingleton<Dispatcher>();
        services.AddSingleton<JobStore>().AddSingleton<JobWatch>().AddSingleton<TimerRunner>();
        foreach (var handler in FunctionTable.Http.Select(function => function.HandlerType).Concat(FunctionTable.Timers.Select(function => function.HandlerType)).Distinct())
            services.AddSingleton(handler);
        return services;
    }
}

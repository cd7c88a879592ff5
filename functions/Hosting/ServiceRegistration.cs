using YouthFunctions.Access;
using YouthFunctions.Access.Sessions;
using YouthFunctions.Backups;
using YouthFunctions.Briefs;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Catalog;
using YouthFunctions.Collecting;
using YouthFunctions.Exports;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Forecasts;
using YouthFunctions.Forecasts.Parts;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Form.Reading;
using YouthFunctions.Form.Reminders;
using YouthFunctions.History;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Queues;
using YouthFunctions.Reorganisations;
using YouthFunctions.Reports;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Rollups;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Storage;
using YouthFunctions.Successions;
using YouthFunctions.Summaries.Standings;
using YouthFunctions.Units;

namespace YouthFunctions.Hosting;

/// <summary>Everything a head needs, whichever it is.</summary>
public static class ServiceRegistration
{
    /// <summary>Registers the product: the pipeline, each function's handler, and what handlers are made of.</summary>
    /// <param name="services">The head's services.</param>
    /// <param name="store">The storage account.</param>
    /// <param name="clock">The product's clock.</param>
    /// <param name="files">The plans that are shipped.</param>
    /// <param name="register">The trees of units.</param>
    public static IServiceCollection AddYouthFunctions(
        this IServiceCollection services, Store store, TimeProvider clock, PlanFiles files, UnitRegister register)
    {
        services.AddSingleton(FunctionTable.All).AddSingleton(store).AddSingleton(clock).AddSingleton(files).AddSingleton(register);
        services.AddSingleton<UnitTreeStore>().AddHostedService<UnitTreesAtStart>().AddSingleton(provider => new WorkPreparation(
            provider.GetRequiredService<UnitTreeStore>().RefreshAsync,
            () => provider.GetRequiredService<UnitRegister>().Begin().Take()));
        services.AddAccess().AddSingleton<PlanStore>().AddSingleton<YearOpening>().AddSingleton<SuccessionStore>().AddSingleton<UnitHeirs>()
            .AddSingleton<PublicAddress>();
        services.AddRollups();
        services.AddSingleton<ForecastStore>().AddSingleton<ForecastRunFiles>().AddSingleton<ForecastSteps>();
        services.AddSingleton<ForecastArchive>().AddSingleton<ModelStore>().AddSingleton<ScorecardStore>();
        services.AddReports();
        services.AddSingleton<SessionTickets>().AddSingleton<SessionCookie>();
        services.AddSingleton<SuccessionKeys>().AddSingleton<LaterReports>().AddSingleton<UnitTreeReader>().AddSingleton<HistoryStore>();
        services.AddSingleton<YearHasHistory>(provider => provider.GetRequiredService<HistoryStore>().HasAsync);
        services.AddSingleton<CollectingReader>().AddSingleton<FormReader>().AddSingleton(provider => new PushSender(
            PushSettings.From(provider.GetRequiredService<IConfiguration>()), PushEndpoint.CreateLine()));
        services.AddSingleton<YearSelector>().AddSingleton<SummaryReader>().AddSingleton<BriefStore>().AddSingleton<BriefWebhook>();
        services.AddExports();
        services.AddSingleton<FunctionHandlers>().AddSingleton<AuditedCalls>().AddSingleton<Pipeline>().AddSingleton<Dispatcher>();
        services.AddSingleton<JobStore>().AddSingleton<TimerSchedules>().AddSingleton<JobMonitor>().AddSingleton<TimerRunner>();
        services.AddSingleton<DetachedRuns>().AddHostedService(provider => provider.GetRequiredService<DetachedRuns>());
        services.AddSingleton<QueueSender>().AddSingleton<QueueRunner>().AddSingleton<QueueMonitor>();
        services.AddParts().AddPartedJob<BackupJob>().AddPartedJob<CheckRollupsJob>().AddPartedJob<ForecastJob>()
            .AddPartedJob<ExportJob>();
        var handlers = FunctionTable.Http.Select(function => function.HandlerType)
            .Concat(FunctionTable.Timers.Select(function => function.HandlerType))
            .Concat(FunctionTable.Queues.Select(function => function.HandlerType));
        foreach (var handler in handlers.Distinct())
            services.AddSingleton(handler);
        return services;
    }
}

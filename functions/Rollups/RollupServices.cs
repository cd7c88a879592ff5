using YouthFunctions.Reports.Receiving;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Views;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups;

/// <summary>What the handlers of the rollup step are made of.</summary>
public static class RollupServices
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddRollups(this IServiceCollection services) => services
        .AddSingleton<OwnReader>().AddSingleton<RollupWriter>().AddSingleton<SubTreeRollUp>().AddSingleton<YearRollUp>()
        .AddSingleton<RollupStore>().AddSingleton<PastYearQuery>(services => services.GetRequiredService<RollupStore>().OwnBelowAsync)
        .AddSingleton<RollupCheck>().AddSingleton<RollupFreshness>()
        .AddSingleton<YearBases>().AddSingleton<TreeViews>().AddSingleton<ConfirmedView>().AddSingleton<TargetViews>();
}

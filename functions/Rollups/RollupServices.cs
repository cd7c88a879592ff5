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
        .AddSingleton<OwnRollupReader>().AddSingleton<RollupWriter>().AddSingleton<SubtreeRollupService>().AddSingleton<YearRollupService>()
        .AddSingleton<RollupStore>().AddSingleton<PastYearQuery>(services => services.GetRequiredService<RollupStore>().OwnBelowAsync)
        .AddSingleton<RollupCheck>().AddSingleton<RollupFreshness>()
        .AddSingleton<YearBasisFactory>().AddSingleton<TreeRollups>().AddSingleton<ConfirmedView>().AddSingleton<TreeTargets>();
}

using YouthFunctions.Exports.Parts;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Exports.Snapshots;

namespace YouthFunctions.Exports;

/// <summary>What the export is made of.</summary>
public static class ExportServices
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) => services
        .AddSingleton<SnapshotStore>().AddSingleton<YearSums>().AddSingleton<YearExport>()
        .AddSingleton<ForecastExport>().AddSingleton<ReferenceExport>().AddSingleton<Visibility>().AddSingleton<SignedLinks>()
        .AddSingleton<WorkbookExport>().AddSingleton<NationalExport>().AddSingleton<ExportRunFiles>().AddSingleton<ExportSteps>()
        .AddSingleton<ChangeList>().AddSingleton<Retention>()
        .AddSingleton(provider => ExportOptions.From(provider.GetService<IConfiguration>()));
}

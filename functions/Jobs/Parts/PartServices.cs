using YouthFunctions.Jobs.Runs;

namespace YouthFunctions.Jobs.Parts;

/// <summary>What jobs in parts are made of.</summary>
public static class PartServices
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddParts(this IServiceCollection services) =>
        services.AddSingleton<RunStore>().AddSingleton<RunStarter>().AddSingleton<RunEnd>();

    /// <summary>Registers a job in parts, which is also the handler of its timer.</summary>
    public static IServiceCollection AddPartedJob<T>(this IServiceCollection services) where T : class, IPartedJob =>
        services.AddSingleton<IPartedJob>(provider => provider.GetRequiredService<T>());
}

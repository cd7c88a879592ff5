using YouthFunctions.Access.Audit;
using YouthFunctions.Access.Keys;
using YouthFunctions.Units;

namespace YouthFunctions.Access;

/// <summary>What finds out who asks, and what the handlers of keys are made of.</summary>
public static class AccessServices
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSingleton<KeyStore>().AddSingleton<DownloadTickets>().AddSingleton<SignInLinks>()
            .AddSingleton<InvitationStore>().AddSingleton<ReminderStore>().AddSingleton<Authenticator>().AddSingleton<AuditTrail>()
            .AddSingleton<KeyCheck>().AddSingleton<FailedKeyLimiter>().AddSingleton<UnitContinuity>()
            .AddSingleton(provider => new BearerTokens(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton(provider => new CallerRateLimiter(provider.GetRequiredService<IConfiguration>()));
}

namespace YouthFunctions.Storage.Caching;

/// <summary>How long what was read is kept.</summary>
/// <param name="Fresh">Within this it is taken as it is.</param>
/// <param name="StaleWhileRevalidate">Within this it is still taken, while one caller's read of it anew is under way; after it, callers
/// wait.</param>
/// <param name="StaleIfError">Within this it is taken when it cannot be read anew.</param>
public sealed record CacheLifetimes(TimeSpan Fresh, TimeSpan StaleWhileRevalidate, TimeSpan StaleIfError)
{
    /// <summary>For settings, which another instance may change: seen here within half a minute.</summary>
    public static CacheLifetimes ThirtySeconds { get; } =
        new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10));
}

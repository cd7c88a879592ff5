using System.Threading.RateLimiting;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Access;

/// <summary>
/// How fast one caller may ask: a bucket of requests that fills up steadily. Each instance of the product counts for
/// itself, so that no request waits for a shared counter. Set by <c>RateLimit:PerMinute</c> and <c>RateLimit:Burst</c>.
/// </summary>
public sealed class CallerRateLimiter : IDisposable
{
    /// <summary>Requests a minute of one caller where nothing is set.</summary>
    public const int UsualPerMinute = 6000;

    /// <summary>Requests at once where nothing is set.</summary>
    public const int UsualBurst = 2000;

    /// <summary>The most that a limit can be set to.</summary>
    public const int Most = 1_000_000;

    private const int PeriodsPerMinute = 600;
    private readonly PartitionedRateLimiter<string> _limiter;

    /// <param name="configuration">May set the two numbers; 6,000 a minute and 2,000 at once by default.</param>
    /// <exception cref="SettingException">One of them is not from 1 to <see cref="Most"/>.</exception>
    public CallerRateLimiter(IConfiguration configuration)
        : this(
            configuration.ReadNumber("RateLimit:PerMinute", UsualPerMinute, least: 1, Most),
            configuration.ReadNumber("RateLimit:Burst", UsualBurst, least: 1, Most))
    {
    }

    /// <param name="perMinute">How many requests a minute, at least 1.</param>
    /// <param name="burst">How many at once, at least 1.</param>
    public CallerRateLimiter(int perMinute, int burst)
    {
        // A bucket gets whole tokens only: slow limits get one token after a longer time.
        var tokens = Math.Max(1, perMinute / PeriodsPerMinute);
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) * tokens / perMinute,
        };
        _limiter = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => options));
    }

    /// <summary>Takes one request off a caller's bucket; the seconds to wait when it is empty, null when all is well.</summary>
    /// <param name="callerId">The caller's id, or the address of one who has none.</param>
    public int? Acquire(string callerId)
    {
        using var lease = _limiter.AttemptAcquire(callerId);
        if (lease.IsAcquired)
            return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        return Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    /// <summary>429: the caller, or one who tries keys from the same address, must wait.</summary>
    public static IResult TooManyRequests(Call call, int seconds) =>
        Problems.Create(call, StatusCodes.Status429TooManyRequests, "too-fast", new Text(
            $"Gửi quá nhanh; xin đợi {seconds} giây.", $"Too many requests; please wait {seconds} s."), retryAfterSeconds: seconds);
}

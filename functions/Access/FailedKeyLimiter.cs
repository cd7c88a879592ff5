using System.Net;
using System.Net.Sockets;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Access;

/// <summary>
/// How many wrong keys an address may try: a try is counted before storage is asked and given back when the key was right, so
/// that guesses cost us nothing. An instance counts for itself. Set by <c>CallerRateLimiter:WrongKeysPerMinute</c>.
/// </summary>
public sealed class FailedKeyLimiter(IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Wrong keys a minute of one address where nothing is set.</summary>
    public const int UsualPerMinute = 60;

    private const int MaxAddresses = 10_000;
    private readonly double _perMinute = configuration.ReadNumber(
        "RateLimit:WrongKeysPerMinute", UsualPerMinute, least: 1, CallerRateLimiter.Most);
    private readonly Dictionary<string, (double Left, long At)> _buckets = [];
    private readonly Lock _lock = new();

    /// <summary>Takes a try off an address; the seconds to wait when it has none left, else null.</summary>
    public int? Acquire(string address)
    {
        lock (_lock)
        {
            var left = RemainingTokens(address);
            if (left < 1)
                return (int)Math.Ceiling((1 - left) * 60 / _perMinute);
            if (_buckets.Count >= MaxAddresses)
                RemoveIdle();
            _buckets[address] = (left - 1, clock.GetTimestamp());
            return null;
        }
    }

    /// <summary>Gives a try back: the key was right, or storage did not answer.</summary>
    public void Release(string address)
    {
        lock (_lock)
            _buckets[address] = (Math.Min(_perMinute, RemainingTokens(address) + 1), clock.GetTimestamp());
    }

    /// <summary>Whose tries are counted together: an address, or the network of 64 bits that one IPv6 client has to itself.</summary>
    public static string Group(IPAddress? address) => address switch
    {
        null => "-",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private double RemainingTokens(string address) => _buckets.TryGetValue(address, out var bucket)
        ? Math.Min(_perMinute, bucket.Left + (clock.GetElapsedTime(bucket.At).TotalMinutes * _perMinute))
        : _perMinute;

    // Those that are full again first; if that is not enough, somebody has very many addresses, and all begin anew.
    private void RemoveIdle()
    {
        foreach (var address in _buckets.Keys.Where(address => RemainingTokens(address) >= _perMinute).ToArray())
            _buckets.Remove(address);
        if (_buckets.Count >= MaxAddresses)
            _buckets.Clear();
    }
}

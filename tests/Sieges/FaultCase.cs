using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Sieges;

/// <summary>A fate and how many calls in a row meet it.</summary>
/// <param name="Kind">What becomes of the calls.</param>
/// <param name="Times">1 is got over by the SDK, which tries four times; 5 are not, and the stage fails.</param>
public sealed record FaultCase(FaultKind Kind, int Times)
{
    private const int MoreThanTheSdkTries = 5;

    /// <summary>Every fate once, those that a longer outage brings also for longer than the SDK is patient, and both deaths.</summary>
    public static IReadOnlyList<FaultCase> All { get; } =
    [
        .. FaultKinds.Network.Select(fault => new FaultCase(fault, 1)),
        .. new[] { FaultKind.RequestLost, FaultKind.ResponseLost, FaultKind.ServerError, FaultKind.Busy, FaultKind.TooMany }
            .Select(fault => new FaultCase(fault, MoreThanTheSdkTries)),
        new FaultCase(FaultKind.Crash, 1), new FaultCase(FaultKind.CrashAfterwards, 1),
    ];

    /// <summary>Whether every fault is tried at every call, however many there are: <c>YOUTHFUNCTIONS_SIEGE_ALL=1</c>.</summary>
    public static bool AreAllTried { get; } = Environment.GetEnvironmentVariable("YOUTHFUNCTIONS_SIEGE_ALL") == "1";

    /// <summary>The plan that plays it from a call on.</summary>
    public FaultPlan From(int call) => FaultPlan.At(call, Kind, Times);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} x{Times}";
}

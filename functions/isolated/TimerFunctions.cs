// Written from FunctionTable.cs by: dotnet run --project functions -- write-isolated
// A test holds it to the table; change the table, and write it again.
using Microsoft.Azure.Functions.Worker;

namespace YouthFunctions.Isolated;

/// <summary>The functions behind schedules (UTC).</summary>
public sealed class TimerFunctions(IsolatedHead head)
{
    /// <summary><c>0 0 19 * * *</c></summary>
    [Function("Forecast")]
    public Task Forecast([TimerTrigger("0 0 19 * * *", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        head.RunAsync("Forecast", timer.IsPastDue, cancel);

    /// <summary><c>0 40 18 * * *</c></summary>
    [Function("ForgetIdempotencyKeys")]
    public Task ForgetIdempotencyKeys([TimerTrigger("0 40 18 * * *", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        head.RunAsync("ForgetIdempotencyKeys", timer.IsPastDue, cancel);

    /// <summary><c>0 0 0 * * 1</c></summary>
    [Function("Brief")]
    public Task Brief([TimerTrigger("0 0 0 * * 1", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        head.RunAsync("Brief", timer.IsPastDue, cancel);

    /// <summary><c>0 */5 * * * *</c></summary>
    [Function("RollUp")]
    public Task RollUp([TimerTrigger("0 */5 * * * *", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        head.RunAsync("RollUp", timer.IsPastDue, cancel);

    /// <summary><c>0 30 18 * * *</c></summary>
    [Function("CheckRollups")]
    public Task CheckRollups([TimerTrigger("0 30 18 * * *", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        head.RunAsync("CheckRollups", timer.IsPastDue, cancel);

    /// <summary><c>0 0 18 * * *</c></summary>
    [Function("Backup")]
    public Task Backup([TimerTrigger("0 0 18 * * *", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        head.RunAsync("Backup", timer.IsPastDue, cancel);

    /// <summary><c>0 30 20 * * *</c></summary>
    [Function("Export")]
    public Task Export([TimerTrigger("0 30 20 * * *", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
        head.RunAsync("Export", timer.IsPastDue, cancel);
}

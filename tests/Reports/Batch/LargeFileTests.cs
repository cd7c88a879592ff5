using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports.Batch;

/// <summary>A country's year in one file. 20,000 rows by default; <c>YOUTHFUNCTIONS_LARGE_FILE_ROWS=100000</c> for all of it.</summary>
[Collection(AloneCollection.Name)]
[Trait("Category", "siege")]
public sealed class LargeFileTests(StorageFixture storage, ITestOutputHelper output) : IClassFixture<StorageFixture>
{
    private const long MemoryLimit = 300L * 1024 * 1024;

    private static int Rows =>
        int.Parse(Environment.GetEnvironmentVariable("YOUTHFUNCTIONS_LARGE_FILE_ROWS") ?? "20000", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_large_csv_runs_in_bounded_memory_and_few_transactions()
    {
        var transport = new FaultTransport();
        await using var app = await TestApp.StartAsync(storage, transport, heldOpenYears: [2024]);
        app.Clock.Advance(TimeSpan.FromDays(200));
        var reporter = await app.SignInAsync(Role.Reporter, "VN");
        reporter.Timeout = TimeSpan.FromMinutes(20);
        var path = Path.GetTempFileName();
        await File.WriteAllLinesAsync(path, Lines(app.Services.GetRequiredService<UnitRegister>(), Rows));
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 4096, FileOptions.DeleteOnClose);
        GC.Collect();
        var (before, peak, callsBefore) = (GC.GetTotalMemory(true), 0L, transport.Count);
        using var watch = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(false)), null, 0, 20);
        var content = new StreamContent(file);
        content.Headers.ContentType = new("text/csv");

        var response = await reporter.PostAsync("/api/reports/batch", content);
        var head = await HeadAsync(response);

        var (calls, used) = (transport.Count - callsBefore, peak - before);
        output.WriteLine($"{Rows} rows: {calls} storage calls ({calls * 100.0 / Rows:0.000} a hundred), {transport.Transactions} "
            + $"transactions, heap peak +{used / 1024 / 1024} MiB");
        Assert.Contains($"\"stored\":{Rows}", head, StringComparison.Ordinal);
        Assert.True(calls * 100.0 / Rows <= 1.2, $"{calls} calls for {Rows} reports.");
        Assert.True(used < MemoryLimit, $"The heap grew by {used} bytes.");
    }

    private static IEnumerable<string> Lines(UnitRegister register, int count)
    {
        string[] columns =
        [
            "trees-planted", "volunteer-turns", "ideas-supported", "loans", "startup-projects", "career-counselling-turns",
            "youth-introduced-to-jobs",
            "youth-gathered:numerator", "youth-gathered:denominator", "digital-skills-reached:numerator",
            "digital-skills-reached:denominator",
        ];
        var units = register.TreeOf(2024).TopDown.Select(unit => unit.Code).ToArray();
        var rows = units.SelectMany(unit => Month.OfYear(2024).Select(month => (unit, month))).Take(count)
            .Select((row, index) =>
                $"{row.unit},{row.month}," + string.Join(',', columns.Select((_, column) => (index % 97 * 10) + column)));
        return rows.Prepend("unit,period," + string.Join(',', columns));
    }

    private static async Task<string> HeadAsync(HttpResponseMessage response)
    {
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[512];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}

using System.Net;
using YouthFunctions.Access;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>A year in which units are reorganised is exported whatever has been reported in it.</summary>
public sealed class YearOfReorganisationTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Trait("Category", "siege")]
    [Fact]
    public async Task A_plan_without_any_report_yet_is_exported()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        await app.SetPlanAsync(2025);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        administrator.Timeout = Timeout.InfiniteTimeSpan; // an export takes as long as the machine is busy
        using var answer = await administrator.RunJobAsync("/api/exports/run");
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        using var analyst = await app.SignInAsync(Role.Analyst, "VN");
        var targets = await analyst.GetStringAsync("/api/exports/latest/targets/year=2025/VN.csv");
        Assert.Contains("2025,VN,", targets, StringComparison.Ordinal);
    }
}

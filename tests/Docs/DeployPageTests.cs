using System.Diagnostics;
using System.Text.RegularExpressions;
using YouthFunctions.CommandLine;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Docs;

/// <summary>The end of the deployment, first key to first report, is played as it stands there: against storage and a product on this
/// machine in place of Azure's.</summary>
public sealed class DeployPageTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [SkippableFact]
    public async Task Each_line_from_the_first_key_to_the_first_report_works()
    {
        Skip.If(OperatingSystem.IsWindows(), "The lines are for bash.");
        var prefix = StorageFixture.NewPrefix();
        await using var app = await TestApp.StartAsync(storage, prefix: prefix);
        app.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
        var lines = Regex.Match(
            MarkdownPage.Section("docs/deploy.md", "## First key, this year's plan, first report"), "^```sh\\n(.*?)^```",
            RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(5, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var program = typeof(Commands).Assembly.Location;
        var script = "set -e\n" + lines.Replace("dotnet run --project functions --", $"dotnet {program}", StringComparison.Ordinal)
            .Replace("URL", app.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("YEAR-MONTH", "2026-11", StringComparison.Ordinal).Replace("YEAR", "2026", StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = TestMachine.RepositoryRoot,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["Storage__ConnectionString"] = storage.ConnectionString, ["Storage__Prefix"] = prefix },
        };
        using var bash = Process.Start(start)!;
        bash.StandardInput.Close();
        var (said, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        Assert.True(bash.ExitCode == 0, $"{await said}\n{await errors}");
        Assert.Contains("\"state\": \"published\"", await said, StringComparison.Ordinal);
        Assert.Contains("\"status\": \"stored\"", await said, StringComparison.Ordinal);
    }
}

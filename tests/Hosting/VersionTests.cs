using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Exports;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Hosting;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting;

/// <summary>Which version it is: said by health and exports, and found wherever the product is built.</summary>
public sealed class VersionTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    // semver.org's own expression, with at least the version 1.
    private const string SemanticVersion =
        @"^[1-9]\d*\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$";

    [Fact]
    public async Task Health_says_it_to_administrators_of_the_centre()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var anyone = new HttpClient { BaseAddress = app.Address };
        Assert.Equal(
            """{"status":"ready","live":true,"ready":true}""", await anyone.GetStringAsync("/api/health")); // a prober needs no more
        using var province = await app.SignInAsync(Role.Administrator, "01");
        Assert.DoesNotContain("version", await province.GetStringAsync("/api/health"), StringComparison.Ordinal);
        using var client = await app.SignInAsync(Role.Administrator, "VN");
        var health = await (await client.GetAsync("/api/health")).JsonAsync();
        Assert.Equal(ProductVersion.Current, health.GetProperty("version").GetString());
        Assert.Matches(SemanticVersion, ProductVersion.Current);
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task Exports_say_which_version_made_them()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        administrator.Timeout = Timeout.InfiniteTimeSpan; // an export takes as long as the machine is busy
        (await administrator.RunJobAsync("/api/exports/run")).EnsureSuccessStatusCode();
        using var analyst = await app.SignInAsync(Role.Analyst, "VN");
        var list = await (await analyst.GetAsync("/api/exports")).JsonAsync();
        Assert.Equal(ProductVersion.Current, list.GetProperty("softwareVersion").GetString());
        var package = await (await analyst.GetAsync("/api/exports/latest/datapackage.json")).JsonAsync();
        Assert.Equal(ProductVersion.Current, package.GetProperty("softwareVersion").GetString());
        Assert.Equal(SchemaHistory.Version, package.GetProperty("version").GetString());
    }

    [Fact]
    public async Task A_snapshot_from_before_versions_were_kept_is_still_read()
    {
        await using var app = await TestApp.StartAsync(storage);
        var snapshots = app.Services.GetRequiredService<SnapshotStore>();
        var instant = new DateTimeOffset(2024, 6, 1, 20, 30, 0, TimeSpan.Zero);
        await snapshots.PublishAsync(
            new Manifest(SnapshotNames.Id(instant, 0), instant, SchemaHistory.Version, new Dictionary<string, string>(), []),
            null, default);
        using var analyst = await app.SignInAsync(Role.Analyst, "VN");
        var list = await (await analyst.GetAsync("/api/exports")).JsonAsync();
        Assert.Equal(JsonValueKind.Null, list.GetProperty("softwareVersion").ValueKind);
    }

    [SkippableTheory]
    [InlineData("", "1.0.0-alpha.0")] // a downloaded archive
    [InlineData("git init -q && git add -A && COMMIT", "1.0.0-alpha.0")]
    [InlineData("git init -q && git add -A && COMMIT && COMMIT --allow-empty", "1.0.0-alpha.0.1")]
    [InlineData("git init -q && git add -A && COMMIT && git tag v2.3.4", "2.3.4")]
    [InlineData("git init -q && git add -A && COMMIT && git tag v2.3.4 && COMMIT --allow-empty", "2.3.5-alpha.0.1")]
    [InlineData("git init -q && git add -A && COMMIT && COMMIT --allow-empty && git rev-parse HEAD > .git/shallow", "1.0.0-alpha.0")]
    [InlineData("echo 'gitdir: /nowhere' > .git", "1.0.0-alpha.0")] // a worktree whose repository is elsewhere
    public async Task It_is_found_without_a_warning(string history, string version)
    {
        Skip.If(OperatingSystem.IsWindows(), "The histories are made in a shell.");
        var folder = Directory.CreateTempSubdirectory("version-");
        try
        {
            string[] names = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "BannedSymbols.txt"];
            foreach (var name in names)
                File.Copy(Path.Combine(TestMachine.RepositoryRoot, name), Path.Combine(folder.FullName, name));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Empty.csproj"), """<Project Sdk="Microsoft.NET.Sdk" />""");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, ".gitignore"), "obj/");
            const string Commit = "git -c user.name=a -c user.email=a@example.org commit -qm x";
            // Evaluated at the target's end; with -warnaserror a warning ends it.
            const string Build = "dotnet msbuild -nologo -v:q -warnaserror -restore -t:MinVer -p:CI= -getProperty:InformationalVersion";
            var script = history.Replace("COMMIT", Commit, StringComparison.Ordinal);
            var (exitCode, said) = await RunAsync($"set -e; {(script.Length > 0 ? script + "; " : "")}{Build}", folder.FullName);
            Assert.True(exitCode == 0, said);
            Assert.Equal(version, said.Trim());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string script, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-c", script + " 2>&1"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        // What this run was started with must not decide about another project.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using var bash = Process.Start(start)!;
        var said = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return (bash.ExitCode, said);
    }
}

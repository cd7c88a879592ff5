using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Emulator;
using YouthFunctions.Hosting;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Emulator;

/// <summary>A disk that is full: nothing is taken that would not be kept, health says so, and the end tells the truth.</summary>
public sealed class DiskTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private const string Report = """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":1200}}}""";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("youth-disk-");
    private bool _isMounted;

    [Fact]
    public void Too_little_room_and_a_failed_save_are_trouble_until_they_are_over()
    {
        var clock = new FakeTimeProvider();
        var (free, unsaved) = (DiskSpaceMonitor.ReservedBytes + 999, (string?)null);
        File.WriteAllText(Path.Combine(_folder.FullName, "__azurite_db_table__.json"), new string(' ', 1000));
        var disk = new DiskSpaceMonitor(_folder.FullName, () => unsaved, clock, () => free);
        Assert.Contains("free space", disk.Problem, StringComparison.Ordinal);
        free++;
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(disk.Problem);
        unsaved = "ENOSPC";
        Assert.Contains("ENOSPC", disk.Problem, StringComparison.Ordinal);
        unsaved = null;
        Assert.Null(disk.Problem);
        Assert.Null(new DiskSpaceMonitor(null, () => "never", clock, () => 0).Problem);
    }

    [Fact]
    public async Task While_writes_are_refused_reading_goes_on_and_health_is_not_ready()
    {
        string? trouble = null;
        await using var app = await TestApp.StartAsync(storage, whyNoWrites: () => trouble);
        using var client = await app.SignInAsync(Role.Reporter, "VN");
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        (await client.SendJsonAsync(HttpMethod.Post, "/api/reports", Report)).EnsureSuccessStatusCode();
        trouble = "No room.";
        var doors = new[] { (client, "/api/reports"), (client, "/api/reports/batch"), (centre, "/api/rollups/run"), (centre, "/api/keys") };
        foreach (var (who, path) in doors)
        {
            var answer = await who.SendJsonAsync(HttpMethod.Post, path, Report);
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal("urn:youthfunctions:problem:disk-full", (await answer.JsonAsync()).GetProperty("type").GetString());
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/api/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/reports/01-001/2024-05")).StatusCode);
        trouble = null;
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendJsonAsync(HttpMethod.Post, "/api/reports", Report)).StatusCode);
    }

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task On_a_disk_that_fills_up_every_acknowledged_report_is_kept_once_there_is_room_again()
    {
        Skip.IfNot(Mount(), "this needs root on Linux: it mounts a small disk of its own");
        var ballast = Path.Combine(_folder.FullName, "ballast");
        using var app = await LocalApp.StartAsync(_folder.FullName);
        Assert.Equal(HttpStatusCode.Created, await app.PostAsync("01-001"));
        Fill(ballast);
        // Which of these are taken depends on the moment of a look and of a save; those that are must be there in the end.
        var taken = await PostUntilRefusedAsync(app);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.HealthAsync());
        File.Delete(ballast);
        while (await app.HealthAsync() != HttpStatusCode.OK)
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        Assert.Equal(HttpStatusCode.Created, await app.PostAsync("96-973"));
        var (exitCode, said) = await app.StopAsync();
        Assert.Equal(0, exitCode);
        Assert.EndsWith("storage is saved.", said.TrimEnd(), StringComparison.Ordinal);
        using var again = await LocalApp.StartAsync(_folder.FullName);
        foreach (var code in taken.Append("01-001").Append("96-973"))
            Assert.Equal(HttpStatusCode.OK, await again.FindAsync(code));
        await again.StopAsync();
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task What_could_not_be_saved_is_tried_again_and_counts_as_saved_then()
    {
        using var app = await LocalApp.StartAsync(_folder.FullName);
        Assert.Equal(HttpStatusCode.Created, await app.PostAsync("01-001"));
        var obstacle = Directory.CreateDirectory(Path.Combine(_folder.FullName, "storage", "__azurite_db_table__.json~"));
        var taken = await PostUntilRefusedAsync(app);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await app.HealthAsync());
        obstacle.Delete();
        while (await app.HealthAsync() != HttpStatusCode.OK)
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        app.Kill(); // and not stopped: it must be on the disk by now
        using var again = await LocalApp.StartAsync(_folder.FullName);
        foreach (var code in taken.Append("01-001"))
            Assert.Equal(HttpStatusCode.OK, await again.FindAsync(code));
        await again.StopAsync();
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task At_the_end_the_last_line_and_the_exit_code_tell_what_was_not_saved()
    {
        using var app = await LocalApp.StartAsync(_folder.FullName);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "storage", "__azurite_db_table__.json~"));
        // Taken or, when a save has failed already, refused: either way something is not on the disk.
        Assert.Contains(await app.PostAsync("01-001"), new[] { HttpStatusCode.Created, HttpStatusCode.InsufficientStorage });
        var (exitCode, said) = await app.StopAsync();
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("storage is saved", said, StringComparison.Ordinal);
        Assert.Contains("may not have saved everything", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isMounted)
            Process.Start("umount", ["-l", _folder.FullName])!.WaitForExit();
        _folder.Delete(recursive: true);
    }

    private static async Task<List<string>> PostUntilRefusedAsync(LocalApp app)
    {
        var taken = new List<string>();
        var districts = UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2024).TopDown
            .Where(unit => unit.Level == UnitLevel.District);
        foreach (var code in districts.Select(unit => unit.Code.ToString()).Skip(1))
        {
            var answer = await app.PostAsync(code);
            if (answer == HttpStatusCode.InsufficientStorage)
                return taken;
            Assert.Equal(HttpStatusCode.Created, answer);
            taken.Add(code);
            await Task.Delay(TimeSpan.FromMilliseconds(20)); // the country lasts for longer than a save is away
        }

        throw new Xunit.Sdk.XunitException("Every report was taken.");
    }

    private bool Mount()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return false;
        var command = new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", "size=160m", "youth-disk", _folder.FullName])
        {
            RedirectStandardError = true,
        };
        using var mount = Process.Start(command)!;
        mount.WaitForExit();
        return _isMounted = mount.ExitCode == 0;
    }

    private static void Fill(string ballast)
    {
        using var file = File.Create(ballast);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // The disk is full, as was to be.
        }
    }
}

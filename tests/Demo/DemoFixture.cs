using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Demo;
using YouthFunctions.Local;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Demo;

/// <summary>The demo's data, played once for all tests of a collection through the product's own command; fast, since each forecast of
/// the country takes time; then exported.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    /// <summary>The day up to which it is played.</summary>
    public static readonly DateOnly Day = new(2024, 9, 15);

    private readonly string _folder = Directory.CreateTempSubdirectory("youthfunctions-demo").FullName;
    private readonly List<string> _copies = [];
    private string _asPlayed = "";

    /// <summary>The product on the demo's data, on the demo's day; tests only read it.</summary>
    public LocalRun Played { get; private set; } = null!;

    /// <summary>A new leader's key.</summary>
    public async Task<string> LeaderAsync(string unit) =>
        (await Played.App.Services.GetRequiredService<KeyStore>().CreateAsync(Role.Leader, UnitCode.Parse(unit), "test", default)).Text;

    /// <summary>A new folder with the same data, as of before the tests, that a test may change.</summary>
    public string CreateCopy() => CopyOf(_asPlayed);

    /// <summary>The page that the demo ends with.</summary>
    public string Story => File.ReadAllText(Path.Combine(_folder, "story.html"));

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Assert.Equal(0, await DemoRun.RunAsync(new DemoOptions(Day, _folder, IsFast: true), CancellationToken.None));
        _asPlayed = CopyOf(_folder);
        Played = await StartAsync(_folder, Serve.CreateClock(Day));
        await TestApp.RunAsync(Played.App.Services, "Export");
    }

    /// <summary>Starts the product on a folder's data.</summary>
    public static Task<LocalRun> StartAsync(string folder, ProductClock clock) =>
        LocalRun.StartAsync(0, clock, withTimers: false, new Progress<string>(), CancellationToken.None, folder);

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (Played is not null)
            await Played.DisposeAsync();
        TestMachine.DeleteFolder(_folder);
        _copies.ForEach(TestMachine.DeleteFolder);
    }

    private string CopyOf(string folder)
    {
        _copies.Add(Directory.CreateTempSubdirectory("youthfunctions-demo-copy").FullName);
        CopyAll(new DirectoryInfo(folder), _copies[^1]);
        return _copies[^1];
    }

    private static void CopyAll(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
            file.CopyTo(Path.Combine(to, file.Name));
        foreach (var below in from.EnumerateDirectories())
            CopyAll(below, Path.Combine(to, below.Name));
    }
}

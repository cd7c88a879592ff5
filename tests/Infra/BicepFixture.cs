using System.Diagnostics;
using System.Text.Json;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Infra;

/// <summary>Runs infra/build.sh once; the tests read what it wrote.</summary>
public sealed class BicepFixture : IAsyncLifetime
{
    private const int NoCompilerHere = 3;

    private readonly string _out = Directory.CreateTempSubdirectory("infra-").FullName;
    private string? _reason;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (OperatingSystem.IsWindows())
        {
            _reason = "infra/build.sh needs bash.";
            return;
        }

        using var build = Process.Start(new ProcessStartInfo("bash", [Path.Combine(TestMachine.RepositoryRoot, "infra", "build.sh"), _out])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Variables of the test host's own build would change how the compiler's project is evaluated.
            Environment = { ["MSBUILD_EXE_PATH"] = null, ["MSBuildSDKsPath"] = null, ["MSBuildExtensionsPath"] = null },
        })!;
        var output = build.StandardOutput.ReadToEndAsync();
        var errors = build.StandardError.ReadToEndAsync();
        await build.WaitForExitAsync();
        if (build.ExitCode == NoCompilerHere)
            _reason = await errors;
        else if (build.ExitCode != 0)
            throw new InvalidOperationException($"infra/build.sh ended with {build.ExitCode}:\n{await output}{await errors}");
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(_out, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The resources that a stage and head would deploy.</summary>
    public IReadOnlyList<JsonElement> Resources(string stage, string head) =>
        [.. Read($"{stage}.{head}.snapshot.json").GetProperty("predictedResources").EnumerateArray()];

    /// <summary>A compiled file, as text.</summary>
    public string Text(string file)
    {
        Skip.If(_reason is not null, _reason);
        return File.ReadAllText(Path.Combine(_out, file));
    }

    private JsonElement Read(string file) => JsonDocument.Parse(Text(file)).RootElement;
}

/// <summary>The compiler runs once for all classes that read its output.</summary>
[CollectionDefinition(Name)]
public sealed class BicepCollection : ICollectionFixture<BicepFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "bicep";
}

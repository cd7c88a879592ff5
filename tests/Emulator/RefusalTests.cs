using System.Globalization;
using System.Net;
using System.Net.Sockets;
using YouthFunctions.Emulator;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Emulator;

/// <summary>Each thing that can stand in the way of a start gets one sentence that says what to do.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly EmulatorFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("{\"filename\":\"__azurite_db_ta")]
    [InlineData("{\"a\":1}}")]
    public async Task A_damaged_store_is_named_and_left_as_it_is(string content)
    {
        Directory.CreateDirectory(_folder.Data);
        var file = Path.Combine(_folder.Data, "__azurite_db_table__.json");
        await File.WriteAllTextAsync(file, content);

        var sentence = await _folder.RefusalAsync();
        Assert.Contains("__azurite_db_table__.json is not whole", sentence, StringComparison.Ordinal);
        Assert.Contains($"move the folder {_folder.Data} away", sentence, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var sentence = await _folder.RefusalAsync(_folder.Options with { Ports = new LocalStoragePorts(0, 0, port) });
        Assert.Contains(FormattableString.Invariant($"Port {port} on this machine is in use"), sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Node_it_says_what_to_install()
    {
        var sentence = await _folder.RefusalAsync(_folder.Options with { SearchPath = "" });
        Assert.Contains("install Node.js 20 or later", sentence, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_old_Node_is_refused_with_its_version()
    {
        Skip.If(OperatingSystem.IsWindows(), "the stand-in for node is a shell script");
        Script("node", "echo v18.20.4");
        var sentence = await _folder.RefusalAsync(_folder.Options with { SearchPath = _folder.Beside("bin") });
        Assert.Contains("v18.20.4", sentence, StringComparison.Ordinal);
        Assert.Contains("20 or later is needed", sentence, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Without_npm_it_says_what_to_install()
    {
        Skip.If(OperatingSystem.IsWindows(), "the stand-in for node is a shell script");
        Script("node", "echo v20.1.0");
        var sentence = await _folder.RefusalAsync(NotInstalled());
        Assert.Contains("npm was not found", sentence, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("npm error code EAI_AGAIN", "connect to the network")]
    [InlineData("npm error nospc ENOSPC: no space left on device", "free 400 MB")]
    [InlineData("npm error code E418", "npm error code E418")]
    public async Task What_npm_says_decides_the_advice(string output, string advice)
    {
        Skip.If(OperatingSystem.IsWindows(), "the stand-ins for node and npm are shell scripts");
        Script("node", "echo v20.1.0");
        Script("npm", $"echo '{output}' >&2; exit 1");
        var sentence = await _folder.RefusalAsync(NotInstalled());
        Assert.Contains(advice, sentence, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_second_installation_waits_for_the_first_and_uses_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "the stand-ins for node and npm are shell scripts");
        Script("node", "case $1 in --version) echo v20.1.0;; *) echo 'cannot go on' >&2; exit 3;; esac");
        Script("npm",
            "echo once >> ../npm-ran; /bin/sleep 0.5; /bin/mkdir -p node_modules/azurite/dist/src; : > "
                + "node_modules/azurite/dist/src/azurite.js");
        var options = NotInstalled();

        var sentences = await Task.WhenAll(_folder.RefusalAsync(options), _folder.RefusalAsync(options with { DataDirectory = null }));

        // Both got as far as starting the emulator, which this node refuses.
        AssertEach.All(sentences, sentence => Assert.Contains("ended at its start (cannot go on)", sentence, StringComparison.Ordinal));
        Assert.Equal(["once"], await File.ReadAllLinesAsync(Path.Combine(options.InstallDirectory, "npm-ran")));
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private LocalStorageOptions NotInstalled() =>
        _folder.Options with { SearchPath = _folder.Beside("bin"), InstallDirectory = _folder.Beside("install") };

    private void Script(string name, string body)
    {
        Directory.CreateDirectory(_folder.Beside("bin"));
        var file = Path.Combine(_folder.Beside("bin"), name);
        File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\n{body}\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

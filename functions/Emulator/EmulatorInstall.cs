using System.Diagnostics;
using System.Security.Cryptography;

namespace YouthFunctions.Emulator;

/// <summary>
/// The installed npm package, in a folder named after the lock file's content: a folder of that name is complete and
/// right, and a changed lock file installs beside it.
/// </summary>
internal static class EmulatorInstall
{
    private const string Temporary = "installing";

    /// <summary>The wrapper that runs the emulator, beside the program.</summary>
    public static string Wrapper => Path.Combine(Source, "azurite.mjs");

    private static string Source => Path.Combine(AppContext.BaseDirectory, "Emulator");

    /// <summary>The emulator's entry file, installed before if it was not there; two processes may ask at once.</summary>
    /// <exception cref="LocalStorageException">npm cannot install it.</exception>
    public static async Task<string> EnsureAsync(
        NodeTools tools, string directory, TimeSpan patience, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var packageLock = Path.Combine(Source, "package-lock.json");
        if (!File.Exists(packageLock))
            throw new LocalStorageException(
                $"The emulator's files are not in {Source}, since a published build has none: give the connection string of a storage "
                    + "account, or run from the source.");
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(packageLock, cancellationToken)));
        var installed = Path.Combine(directory, "azurite-" + hash[..12]);
        var entry = Path.Combine(installed, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (File.Exists(entry))
            return entry;

        Directory.CreateDirectory(directory);
        // An installation takes up to some minutes, so the second process is given more time than for anything else.
        using var mine = await FolderLock.AcquireAsync(
            Path.Combine(directory, "install.lock"), patience * 10, "another installation of the emulator", progress, cancellationToken);
        if (!File.Exists(entry))
            await InstallAsync(tools, Path.Combine(directory, Temporary), installed, progress, cancellationToken);
        return entry;
    }

    private static async Task InstallAsync(
        NodeTools tools, string temporary, string installed, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("Installing the storage emulator with npm (once, about 190 MB)");
        var clock = Stopwatch.StartNew();
        if (Directory.Exists(temporary))
            Directory.Delete(temporary, recursive: true);
        Directory.CreateDirectory(temporary);
        foreach (var name in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Source, name), Path.Combine(temporary, name));

        var npm = tools.Npm(
            "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--prefer-offline",
            "--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000");
        npm.WorkingDirectory = temporary;
        var (exitCode, output) = await NodeTools.RunAsync(npm, cancellationToken);
        if (exitCode != 0)
            throw Failure(output);
        Directory.Move(temporary, installed);
        progress.Report(FormattableString.Invariant($"Installed the storage emulator in {clock.Elapsed.TotalSeconds:0} s"));
    }

    private static LocalStorageException Failure(string output)
    {
        string[] unreachable = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "ERR_SOCKET_TIMEOUT",
            "EHOSTUNREACH"];
        var code = Array.Find(unreachable, word => output.Contains(word, StringComparison.Ordinal));
        if (code is not null)
            return new($"npm cannot reach its registry to install the storage emulator ({code}): connect to the network, or set npm's "
                + "proxy and registry, and start again.");
        if (output.Contains("ENOSPC", StringComparison.Ordinal))
            return new("There is no room on the disk to install the storage emulator: free 400 MB and start again.");
        var reason = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            ?? "npm said nothing";
        return new($"npm could not install the storage emulator ({reason}): mend that and start again.");
    }
}

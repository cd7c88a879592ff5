namespace YouthFunctions.Emulator;

/// <summary>Where the emulator keeps its data and its program, and where it listens.</summary>
public sealed record LocalStorageOptions
{
    /// <summary>The folder of the data, which one run at a time may hold; null keeps everything in memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Where the npm package is installed, once for all who name the same folder.</summary>
    public required string InstallDirectory { get; init; }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public LocalStoragePorts Ports { get; init; } = LocalStoragePorts.Free;

    /// <summary>How long to wait for an earlier run to finish, for a start, and for the last save.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The folders in which <c>node</c> and <c>npm</c> are looked for, in the form of PATH.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>
    /// The folder of this working copy that git ignores, <c>.local</c> beside the solution, found upwards from
    /// <paramref name="start"/>; beside <paramref name="start"/> itself when there is no working copy.
    /// </summary>
    public static string LocalFolder(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "YouthFunctions.sln")))
                return Path.Combine(folder.FullName, ".local");
        return Path.Combine(Path.GetFullPath(start), ".local");
    }
}

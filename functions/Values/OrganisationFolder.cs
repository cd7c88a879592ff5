namespace YouthFunctions.Values;

/// <summary>
/// The folder of data files that makes an installation for one organisation. A process serves one: its codes and levels are read
/// wherever a code is read, so the folder is named before anything else and never changed.
/// </summary>
public static class OrganisationFolder
{
    /// <summary>The setting that names it, as an environment variable; a relative one begins beside the program.</summary>
    public const string Setting = "Organisation__Folder";

    private static readonly Lock Gate = new();
    private static string? _chosen;
    private static bool _isRead;

    /// <summary>The folder that comes with the program.</summary>
    public static string Shipped { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Plan", "Data");

    /// <summary>The folder of this process: the one that the command line names, else the setting, else the shipped one.</summary>
    public static string Path
    {
        get
        {
            lock (Gate)
            {
                _isRead = true;
                return _chosen ??= Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } named
                    ? System.IO.Path.GetFullPath(named, AppContext.BaseDirectory)
                    : Shipped;
            }
        }
    }

    /// <summary>Whether it is another one than the shipped one.</summary>
    public static bool IsOther => Path != Shipped;

    /// <summary>A name for what is kept beside the data of other organisations: the folder's own.</summary>
    public static string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>Names the folder of this process.</summary>
    /// <exception cref="InvalidOperationException">Another one was read before.</exception>
    public static void Use(string path)
    {
        lock (Gate)
        {
            var full = System.IO.Path.GetFullPath(path);
            if (_isRead && _chosen != full)
                throw new InvalidOperationException($"The organisation in {_chosen} was read before {full} was named.");
            _chosen = full;
        }
    }
}

using System.Text.Json;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;

namespace YouthFunctions.Local;

/// <summary>The first keys of a local run, in a file that only its owner reads.</summary>
public sealed class KeysFile(string directory)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A key and the unit it reaches.</summary>
    public sealed record Entry(string Key, string Unit);

    /// <summary>Where the file is.</summary>
    public string FilePath => Path.Combine(directory, "keys.json");

    /// <summary>The keys in the file, by role; those that storage does not know (a new store) are made again.</summary>
    public async Task<IReadOnlyDictionary<string, Entry>> EnsureAsync(KeyStore keys, CancellationToken cancel)
    {
        var entries = await ReadAsync(cancel);
        var isChanged = false;
        foreach (var role in new[] { Role.Administrator, Role.Reporter, Role.Leader, Role.Analyst })
        {
            var name = role.ToString().ToLowerInvariant();
            if (entries.TryGetValue(name, out var entry) && await keys.AuthenticateAsync(entry.Key, cancel) is not null)
                continue;
            var key = await keys.CreateAsync(role, UnitCode.Country, $"first {name} of this machine", cancel);
            entries[name] = new Entry(key.Text, UnitCode.Country.ToString());
            isChanged = true;
        }

        if (isChanged)
            await WriteAsync(entries, cancel);
        return entries;
    }

    /// <summary>The keys in the file, by role; none where there is no file.</summary>
    /// <exception cref="LocalRunException">The file cannot be understood.</exception>
    public async Task<Dictionary<string, Entry>> ReadAsync(CancellationToken cancel)
    {
        if (!File.Exists(FilePath))
            return [];
        try
        {
            await using var file = File.OpenRead(FilePath);
            return await JsonSerializer.DeserializeAsync<Dictionary<string, Entry>>(file, Json, cancel) ?? [];
        }
        catch (JsonException)
        {
            throw new LocalRunException($"{FilePath} cannot be read: delete it, and new keys are made at the next start.");
        }
    }

    private async Task WriteAsync(Dictionary<string, Entry> entries, CancellationToken cancel)
    {
        Directory.CreateDirectory(directory);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(FilePath, options);
        await JsonSerializer.SerializeAsync(file, entries, Json, cancel);
    }
}

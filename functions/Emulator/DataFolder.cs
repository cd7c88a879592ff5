using System.Text.Json;

namespace YouthFunctions.Emulator;

/// <summary>The emulator's data files: each is one JSON object, written anew at every save.</summary>
internal static class DataFolder
{
    /// <summary>
    /// Reads every data file to its end. The emulator itself would take an empty file for a new store and lose
    /// everything without a word, and says nothing useful of a broken one.
    /// </summary>
    /// <exception cref="LocalStorageException">A file is not whole.</exception>
    public static async Task CheckAsync(string directory, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "__azurite_db_*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                ReadToEnd(await File.ReadAllBytesAsync(file, cancellationToken));
            }
            catch (JsonException error)
            {
                throw new LocalStorageException(
                    $"The local data is damaged ({Path.GetFileName(file)} is not whole): move the folder {directory} away, or delete it, "
                        + "and start again with an empty one.", error);
            }
        }
    }

    private static void ReadToEnd(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
            reader.TrySkip();
    }
}

using YouthFunctions.Pages;

namespace YouthFunctions.Backups;

/// <summary>What the page of backups shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Latest">The latest with what is in them, the newest first; null where the list of files is not there: it is being
/// made, or broke off.</param>
/// <param name="Older">The ids of those before them.</param>
public sealed record BackupsView(
    PageShell Shell, IReadOnlyList<(string Id, BackupManifest? Manifest)> Latest, IReadOnlyList<string> Older)
{
    /// <summary>The newest that can be restored; null for none.</summary>
    public BackupManifest? Newest => Latest.Select(backup => backup.Manifest).FirstOrDefault(manifest => manifest?.EndedUtc is not null);

    /// <summary>When a backup was begun, for people.</summary>
    public string Begun(string id) => BackupStore.TryInstant(id, out var instant) ? Shell.Localizer.FormatInstant(instant) : id;

    /// <summary>The size of a backup's files, in megabytes.</summary>
    public string Size(BackupManifest manifest) =>
        Shell.Localizer.FormatMegabytes(manifest.Files.Sum(file => file.Bytes));
}

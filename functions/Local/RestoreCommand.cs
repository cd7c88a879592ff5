using System.CommandLine;
using Azure.Identity;
using Azure.Storage.Blobs;
using YouthFunctions.Access.Audit;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Backups;
using YouthFunctions.Emulator;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;

namespace YouthFunctions.Local;

/// <summary>The command <c>restore</c>: a backup into the account of the settings, or into the data of this machine.</summary>
public static class RestoreCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var from = new Option<string?>("--from")
        {
            Description = "Address of the container with the backups, read with your identity, or by the signature that is part of it; the "
                + "target's own container when left out",
        };
        var id = new Option<string?>("--backup") { Description = "Which, such as 20240915T180000Z; the newest finished one when left out" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Put rows into tables that are not empty" };
        var command = new Command(
            "restore",
            "Restores a backup into the account of Storage__TableEndpoint and Storage__BlobEndpoint (or Storage__ConnectionString); "
                + "without these, into the data of this machine") { from, id, overwrite, CommandOptions.Folder };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(from), parsed.GetValue(id), parsed.GetValue(overwrite), parsed.GetValue(CommandOptions.Folder)?.FullName,
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(string? from, string? id, bool overwrite, string? folder, CancellationToken cancel)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var isConfigured = configuration["Storage:ConnectionString"] is { Length: > 0 }
            || configuration["Storage:TableEndpoint"] is { Length: > 0 } || configuration["Storage:BlobEndpoint"] is { Length: > 0 };
        await using var local = isConfigured ? null : await StartLocalAsync(folder, cancel);
        var target = local is null ? AppHost.ConfiguredStore(configuration) : Store.FromConnectionString(local.ConnectionString);
        var source = from is null ? target.Container(ContainerName.Backups) : Container(from);
        var restored = await new RestoreService(target).RunAsync(new BackupStore(source), id, overwrite, new Serve.StepProgress(), cancel);
        await new AuditTrail(target).AddAsync(
            new AuditEntry(TimeProvider.System.GetUtcNow(), "restore", "backup.restored", UnitCode.Country, restored.Id, null), cancel);
        Console.WriteLine(
            $"Restored {restored.Id}. Now make the rollups again from the reports: POST /api/rollups/recompute?year=YEAR for each year.");
        return 0;
    }

    private static BlobContainerClient Container(string from) =>
        Uri.TryCreate(from, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? address.Query.Length > 0 ? new BlobContainerClient(address) : new BlobContainerClient(address, new DefaultAzureCredential())
            : throw new LocalRunException($"'{from}' is not an address, such as https://ACCOUNT.blob.core.windows.net/backups.");

    private static Task<LocalStorage> StartLocalAsync(string? folder, CancellationToken cancel)
    {
        var shared = LocalStorageOptions.LocalFolder(AppContext.BaseDirectory);
        var directory = folder ?? LocalFolders.Usual;
        LocalFolders.Claim(directory);
        return LocalStorage.StartAsync(
            new LocalStorageOptions
            {
                DataDirectory = Path.Combine(directory, "storage"),
                InstallDirectory = Path.Combine(shared, "emulator"),
            }, new Serve.StepProgress(), cancel);
    }
}

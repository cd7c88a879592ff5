using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Storage;

namespace YouthFunctions.Backups;

/// <summary>The page that tells which backups there are, and how one is restored.</summary>
public sealed class ShowBackups(Store store)
{
    private const int MaxDetailed = 4; // a page costs five calls to storage at most
    private static readonly Text Title = new("Sao lưu", "Backups");

    private readonly BackupStore _backups = new(store.Container(ContainerName.Backups));

    /// <summary>The page.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var ids = await _backups.IdsAsync(cancel);
        var latest = await Task.WhenAll(ids.Take(MaxDetailed).Select(async id => (id, await _backups.FindAsync(id, cancel))));
        return new PageResult(call, BackupsPage.Create(new BackupsView(
            new PageShell(call, call.Localize(Title), [], null), latest, [.. ids.Skip(MaxDetailed)])));
    }
}

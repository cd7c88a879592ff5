using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using YouthFunctions.Access.Sessions;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;

namespace YouthFunctions.Access.Keys;

/// <summary>
/// Keys by id, with the SHA-256 of their secret. The secret has 256 random bits, so a plain hash is as strong as it is
/// (RFC 9106's slow hashes are for passwords). What was read is kept for half a minute: a revoked key dies within that time.
/// </summary>
public sealed class KeyStore(Store store, TimeProvider clock)
{
    private const string Partition = "key";
    private const int MaxRows = 100;
    private static readonly TimeSpan RotationPeriod = TimeSpan.FromDays(1);

    // No older than that when storage is away, or a revoked key would live on; made-up ids must not fill the memory.
    private readonly RevalidatingCache<string, TableEntity?> _cache = new(
        clock, CacheLifetimes.ThirtySeconds with { StaleIfError = CacheLifetimes.ThirtySeconds.StaleWhileRevalidate },
        row => row is not null);

    /// <summary>Creates the table where it is missing: for the first key, which needs no other.</summary>
    public Task CreateTableAsync(CancellationToken cancel) => store.Table(TableName.Keys).CreateIfNotExistsAsync(cancel);

    /// <summary>Makes a key for roles at a unit.</summary>
    /// <param name="role">One role, or several at once.</param>
    /// <param name="unit">The top of the sub-tree it reaches.</param>
    /// <param name="label">Who holds it, for the list of keys.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <param name="tree">A month of the tree in which the unit is meant; null for the one in force now, if it has the unit.</param>
    /// <param name="isPhone">Whether it is that of one phone, which keeps a sign-in and never sees the key: signing out ends it.</param>
    public async Task<NewKey> CreateAsync(
        Role role, UnitCode unit, string label, CancellationToken cancel, Month? tree = null, bool isPhone = false)
    {
        var (key, row) = Create(role, unit, label, tree, isPhone);
        await store.Table(TableName.Keys).AddEntityAsync(row, cancel);
        _cache.Invalidate(key.Id);
        return key;
    }

    /// <summary>Makes many keys at once, a hundred a transaction, in their order.</summary>
    /// <param name="wanted">Roles, unit and label of each.</param>
    /// <param name="tree">A month of the tree in which the units are meant.</param>
    /// <param name="batch">What they were made together as, so that they can be taken back together.</param>
    /// <param name="cancel">Stops between two transactions; what was made stays.</param>
    public async Task<IReadOnlyList<NewKey>> CreateManyAsync(
        IEnumerable<(Role Role, UnitCode Unit, string Label)> wanted, Month tree, string batch, CancellationToken cancel)
    {
        var made = wanted.Select(wish => Create(wish.Role, wish.Unit, wish.Label, tree, isPhone: false)).ToArray();
        foreach (var chunk in made.Chunk(MaxRows))
            await store.Table(TableName.Keys).SubmitTransactionAsync(
                chunk.Select(key =>
                {
                    key.Row["Batch"] = batch;
                    return new TableTransactionAction(TableTransactionActionType.Add, key.Row);
                }),
                cancel);
        return [.. made.Select(key => key.Key)];
    }

    /// <summary>Notes that somebody signed in with a key.</summary>
    public async Task MarkUsedAsync(string id, CancellationToken cancel) => await store.Table(TableName.Keys).UpdateEntityAsync(
        new TableEntity(Partition, id) { ["UsedUtc"] = clock.GetUtcNow() }, ETag.All, TableUpdateMode.Merge, cancel);

    private (NewKey Key, TableEntity Row) Create(Role role, UnitCode unit, string label, Month? tree, bool isPhone)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return (new NewKey(id, $"yf-{id}-{secret}"), new TableEntity(Partition, id)
        {
            ["Hash"] = Hash(secret),
            ["Role"] = role.ToString(),
            ["Unit"] = unit.ToString(),
            ["Tree"] = tree?.ToString(),
            ["Label"] = label,
            ["CreatedUtc"] = clock.GetUtcNow(),
            ["Phone"] = isPhone ? true : null,
        });
    }

    /// <summary>Ends a key now; false when there is none of this id.</summary>
    public Task<bool> RevokeAsync(string id, CancellationToken cancel) => EndAsync(id, clock.GetUtcNow(), cancel);

    /// <summary>Ends a key at an instant, or earlier if that was set before; false when there is none of this id.</summary>
    public Task<bool> EndAsync(string id, DateTimeOffset endsUtc, CancellationToken cancel) => ChangeAsync(
        id,
        row =>
        {
            if (!(row.GetDateTimeOffset("EndsUtc") <= endsUtc))
                row["EndsUtc"] = endsUtc;
            if (row.GetBoolean("Rotated") == true && !(row.GetDateTimeOffset("SetEndUtc") <= endsUtc))
                row["SetEndUtc"] = endsUtc;
        },
        cancel);

    /// <summary>Makes a key in place of another, which works for a day more, so that apps can be changed over; the new one ends, or goes
    /// over to another unit, when the old one would have. It is handed out as a text, so that of a phone is a phone's no more: signing out
    /// must not end it.</summary>
    public async Task<NewKey> RotateAsync(KeyInfo old, CancellationToken cancel)
    {
        var fresh = await CreateAsync(old.Role, old.Unit, old.Label, cancel, old.Tree);
        if (old.Moves is { } move)
            await MoveAsync(fresh.Id, move, cancel);
        if (old.SetEndUtc is { } ends)
            await EndAsync(fresh.Id, ends, cancel);
        await ChangeAsync(old.Id, Retire, cancel);
        return fresh;

        // The end that was set is kept: whoever lost the new key rotates again, and that key must not end with this one.
        void Retire(TableEntity row)
        {
            var ends = row.GetDateTimeOffset("EndsUtc");
            if (row.GetBoolean("Rotated") != true)
                (row["Rotated"], row["SetEndUtc"]) = (true, ends);
            var last = clock.GetUtcNow() + RotationPeriod;
            row["EndsUtc"] = ends < last ? ends : last;
        }
    }

    /// <summary>Lets a key go over to another unit at an instant; false when there is none of this id.</summary>
    public Task<bool> MoveAsync(string id, KeyMove move, CancellationToken cancel) => ChangeAsync(
        id, row => (row["MovesTo"], row["MovesToTree"], row["MovesUtc"]) = (move.Unit.ToString(), move.Tree.ToString(), move.Utc), cancel);

    /// <summary>Takes back that a key goes, or went, over to another unit; false when there is none of this id.</summary>
    public Task<bool> StayAsync(string id, CancellationToken cancel) => ChangeAsync(
        id,
        row =>
        {
            foreach (var column in (string[])["MovesTo", "MovesToTree", "MovesUtc"])
                row.Remove(column);
        },
        cancel);

    /// <summary>Ends a sign-in made with a key. It stands in the key's own row, which each request of the sign-in reads anyway. False when
    /// there is no such key, or another call ended the sign-in before: of several at once, one alone is told true.</summary>
    public async Task<bool> EndSessionAsync(SessionTicket ticket, CancellationToken cancel)
    {
        var stood = false;
        return await ChangeAsync(ticket.KeyId, End, cancel) && stood;

        void End(TableEntity row)
        {
            stood = !EndedSessions.Contains(row.GetString("EndedSessions"), ticket);
            row["EndedSessions"] = EndedSessions.Append(row.GetString("EndedSessions"), ticket, clock.GetUtcNow());
            if (row.GetBoolean("Phone") == true && !(row.GetDateTimeOffset("EndsUtc") <= clock.GetUtcNow()))
                row["EndsUtc"] = clock.GetUtcNow();
        }
    }

    /// <summary>All keys as they come, without their secrets.</summary>
    public IAsyncEnumerable<KeyInfo> AllAsync(CancellationToken cancel) => store.Table(TableName.Keys)
        .QueryPartitionAsync(Partition, cancel)
        .Select(row => DamagedRows.Read(TableName.Keys, row, key => KeyRow.ToKeyInfo(key, clock.GetUtcNow())));

    /// <summary>The caller that a key stands for; null for a wrong or revoked key.</summary>
    public async Task<Caller?> AuthenticateAsync(string key, CancellationToken cancel)
    {
        if (Parse(key) is not { } read)
            return null;
        var row = await RowAsync(read.Id, cancel);
        return Matches(read.Secret, row) ? ToCaller(row!) : null;
    }

    /// <summary>Whether this instance met the key before, whether or not it still stands.</summary>
    public bool IsCached(string key) => Parse(key) is { } read && _cache.TryGet(read.Id, out var row) && Matches(read.Secret, row);

    /// <summary>The caller of a sign-in made with a key; null when the sign-in or the key has ended.</summary>
    public async Task<Caller?> FindAsync(SessionTicket ticket, CancellationToken cancel) =>
        await RowAsync(ticket.KeyId, cancel) is { } row
            && !EndedSessions.Contains(DamagedRows.Read(TableName.Keys, row, key => key.GetString("EndedSessions")), ticket)
            ? ToCaller(row) : null;

    private Caller? ToCaller(TableEntity row) => DamagedRows.Read(TableName.Keys, row, key => KeyRow.ToCaller(key, clock.GetUtcNow()));

    // The hash is computed for unknown ids too, so that the time tells nothing about which ids exist.
    private static bool Matches(string secret, TableEntity? row) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(ReadHash(row) ?? new string('0', 64))) && row is not null;

    private static string? ReadHash(TableEntity? row) =>
        row is null ? null : DamagedRows.Read(TableName.Keys, row, key => key.GetString("Hash"));

    private static (string Id, string Secret)? Parse(string key) =>
        key.Split('-') is ["yf", { Length: 12 } id, { Length: 64 } secret] && id.All(char.IsAsciiHexDigitLower) ? (id, secret) : null;

    private ValueTask<TableEntity?> RowAsync(string id, CancellationToken cancel) =>
        _cache.GetAsync(id, _ => ReadAsync(id, CancellationToken.None), cancel);

    private async Task<TableEntity?> ReadAsync(string id, CancellationToken cancel)
    {
        var found = await store.Table(TableName.Keys).GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancel);
        return found.HasValue ? found.Value : null;
    }

    // Changes of a key commute: each is made again on what another one left.
    private async Task<bool> ChangeAsync(string id, Action<TableEntity> change, CancellationToken cancel)
    {
        for (; ; )
        {
            if (await ReadAsync(id, cancel) is not { } row)
                return false;
            change(row);
            try
            {
                await store.Table(TableName.Keys).UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancel);
                _cache.Invalidate(id);
                return true;
            }
            catch (RequestFailedException conflict) when (conflict.Status == 412)
            {
                cancel.ThrowIfCancellationRequested();
            }
        }
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}

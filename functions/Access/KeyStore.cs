using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Access;

/// <summary>A key as it is handed out, once.</summary>
/// <param name="Id">Not secret.</param>
/// <param name="Text">The whole key, <c>yf-ID-SECRET</c>; only its hash is stored.</param>
public sealed record NewKey(string Id, string Text);

/// <summary>What may be told about a key.</summary>
/// <param name="Id">Not secret.</param>
/// <param name="Role">One role.</param>
/// <param name="Unit">The top of the sub-tree it reaches.</param>
/// <param name="Label">Who holds it.</param>
/// <param name="CreatedUtc">When it was made.</param>
/// <param name="EndsUtc">When it ends or ended; null while there is no end.</param>
/// <param name="IsValid">Whether it works now.</param>
public sealed record KeyInfo(string Id, Role Role, UnitCode Unit, string Label, DateTimeOffset CreatedUtc, DateTimeOffset? EndsUtc, bool IsValid);

/// <summary>
/// Keys by id, with the SHA-256 of their secret. The secret has 256 random bits, so a plain hash is as strong as it is
/// (RFC 9106's slow hashes are for passwords). What was read is kept for half a minute: a revoked key dies within that time.
/// </summary>
public sealed class KeyStore(Store store, TimeProvider clock)
{
    private const string Partition = "key";

    // No older than that when storage is away, or a revoked key would live on; made-up ids must not fill the memory.
    private readonly KeptCopy<string, TableEntity?> _kept = new(
        clock, KeepTimes.HalfAMinute with { WhenAway = KeepTimes.HalfAMinute.Old }, row => row is not null);

    /// <summary>Makes a key for a role at a unit.</summary>
    /// <param name="role">One role.</param>
    /// <param name="unit">The top of the sub-tree it reaches.</param>
    /// <param name="label">Who holds it, for the list of keys.</param>
    /// <param name="cancel">Stops the call.</param>
    public async Task<NewKey> CreateAsync(Role role, UnitCode unit, string label, CancellationToken cancel)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await store.Table(TableName.Keys).AddEntityAsync(
            new TableEntity(Partition, id)
            {
                ["Hash"] = Hash(secret),
                ["Role"] = role.ToString(),
                ["Unit"] = unit.ToString(),
                ["Label"] = label,
                ["CreatedUtc"] = clock.GetUtcNow(),
            },
            cancel);
        _kept.Forget(id);
        return new NewKey(id, $"yf-{id}-{secret}");
    }

    /// <summary>Ends a key now; false when there is none of this id.</summary>
    public Task<bool> RevokeAsync(string id, CancellationToken cancel) => EndAsync(id, clock.GetUtcNow(), cancel);

    /// <summary>Ends a key at an instant, or earlier if that was set before; false when there is none of this id.</summary>
    public async Task<bool> EndAsync(string id, DateTimeOffset endsUtc, CancellationToken cancel)
    {
        var row = await store.Table(TableName.Keys).GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancel);
        if (!row.HasValue)
            return false;
        if (!(row.Value!.GetDateTimeOffset("EndsUtc") <= endsUtc))
        {
            row.Value["EndsUtc"] = endsUtc;
            await store.Table(TableName.Keys).UpdateEntityAsync(row.Value, ETag.All, TableUpdateMode.Replace, cancel);
        }

        _kept.Forget(id);
        return true;
    }

    /// <summary>All keys, without their secrets.</summary>
    public async Task<IReadOnlyList<KeyInfo>> ListAsync(CancellationToken cancel) => await store.Table(TableName.Keys)
        .QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: cancel)
        .Select(stored => DamagedRows.Read(TableName.Keys, stored, row => new KeyInfo(
            row.RowKey, Enum.Parse<Role>(row.GetString("Role")), UnitCode.Parse(row.GetString("Unit")), row.GetString("Label"),
            row.GetDateTimeOffset("CreatedUtc") ?? default, row.GetDateTimeOffset("EndsUtc"), IsValid(row))))
        .ToListAsync(cancel);

    /// <summary>The caller that a key stands for; null for a wrong or revoked key.</summary>
    public async Task<Caller?> AuthenticateAsync(string key, CancellationToken cancel)
    {
        var parts = key.Split('-');
        if (parts is not ["yf", { Length: 12 } id, { Length: 64 } secret] || !id.All(char.IsAsciiHexDigitLower))
            return null;
        var row = await RowAsync(id, cancel);
        // The hash is computed for unknown ids too, so that the time tells nothing about which ids exist.
        var hash = row is null ? null : DamagedRows.Read(TableName.Keys, row, stored => stored.GetString("Hash"));
        var expected = Encoding.ASCII.GetBytes(hash ?? new string('0', 64));
        var matches = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), expected);
        return matches ? CallerOf(id, row) : null;
    }

    /// <summary>The caller of a key's id, for a ticket that the key was exchanged for; null for an unknown or revoked key.</summary>
    public async Task<Caller?> FindAsync(string id, CancellationToken cancel) => CallerOf(id, await RowAsync(id, cancel));

    private Caller? CallerOf(string id, TableEntity? row) => row is null ? null : DamagedRows.Read(
        TableName.Keys, row, stored => IsValid(stored)
        ? new Caller(id, Enum.Parse<Role>(stored.GetString("Role")), UnitCode.Parse(stored.GetString("Unit")))
        : null);

    private bool IsValid(TableEntity row) => row.GetDateTimeOffset("EndsUtc") is not { } end || clock.GetUtcNow() < end;

    private ValueTask<TableEntity?> RowAsync(string id, CancellationToken cancel) => _kept.GetAsync(
        id,
        async _ =>
        {
            var found = await store.Table(TableName.Keys).GetEntityIfExistsAsync<TableEntity>(
                Partition, id, cancellationToken: CancellationToken.None);
            return found.HasValue ? found.Value : null;
        },
        cancel);

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}

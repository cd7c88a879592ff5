using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Storage;

namespace YouthFunctions.Access.Keys;

/// <summary>Codes on paper, by the SHA-256 of each, beside the keys that they make. A phone that is let in gets a key of its own, so that
/// it can be signed out alone.</summary>
public sealed class InvitationStore(Store store, KeyStore keys, TimeProvider clock)
{
    private const string Partition = "invitation";
    private const int MaxRows = 100;

    // A phone whose line broke before it saw the answer sends the same form again.
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromDays(1);

    private TableClient Table => store.Table(TableName.Keys);

    /// <summary>Makes codes, one for each invitation and in their order; they can be shown this once.</summary>
    public async Task<IReadOnlyList<string>> CreateAsync(IReadOnlyList<Invitation> invitations, CancellationToken cancel)
    {
        var codes = invitations.Select(_ => InvitationCode.Create()).ToArray();
        var rows = invitations.Zip(codes, (invitation, code) => new TableTransactionAction(
            TableTransactionActionType.Add,
            new TableEntity(Partition, InvitationCode.Hash(InvitationCode.Normalize(code)!))
            {
                ["Unit"] = invitation.Unit.ToString(),
                ["Tree"] = invitation.Tree.ToString(),
                ["Label"] = invitation.Label,
                ["EndsUtc"] = invitation.EndsUtc,
                ["OneTime"] = invitation.IsOneTime,
                ["By"] = invitation.By,
                ["CreatedUtc"] = clock.GetUtcNow(),
            }));
        foreach (var chunk in rows.Chunk(MaxRows))
            await Table.SubmitTransactionAsync(chunk, cancel);
        return codes;
    }

    /// <summary>Lets a phone in, or says why not.</summary>
    /// <param name="code">The twelve letters.</param>
    /// <param name="attempt">Tells a form sent again, whose answer was lost, from another phone.</param>
    /// <param name="cancel">Stops the call.</param>
    public async Task<InvitationOutcome> RedeemAsync(string code, string attempt, CancellationToken cancel)
    {
        var attemptHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(attempt)));
        for (; ; )
        {
            var found = await Table.GetEntityIfExistsAsync<TableEntity>(Partition, InvitationCode.Hash(code), cancellationToken: cancel);
            if (!found.HasValue)
                return new(InvitationAnswer.Unknown, null, null);
            var row = found.Value!;
            var (invitation, usedUtc, usedBy, keyId) = DamagedRows.Read(TableName.Keys, row, Read);
            var now = clock.GetUtcNow();
            if (usedBy == attemptHash && keyId is not null && now < usedUtc + RetryPeriod)
                return new(InvitationAnswer.Accepted, keyId, invitation.Unit);
            if (now >= invitation.EndsUtc)
                return new(InvitationAnswer.Expired, null, null);
            if (invitation.IsOneTime && usedUtc is not null)
                return new(InvitationAnswer.Used, null, null);
            var key = await keys.CreateAsync(
                Role.Reporter, invitation.Unit, invitation.Label, cancel, invitation.Tree, isPhone: true);
            (row["UsedUtc"], row["UsedBy"], row["KeyId"]) = (now, attemptHash, key.Id);
            try
            {
                await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancel);
                return new(InvitationAnswer.Accepted, key.Id, invitation.Unit);
            }
            catch (RequestFailedException conflict) when (conflict.Status == 412)
            {
                // Another phone was faster; or this very write was taken and only its answer was lost, and then the row names our key.
                var after = await Table.GetEntityIfExistsAsync<TableEntity>(Partition, row.RowKey, cancellationToken: cancel);
                if (!after.HasValue || after.Value!.GetString("KeyId") != key.Id)
                    await keys.RevokeAsync(key.Id, cancel);
            }
        }
    }

    private static (Invitation Invitation, DateTimeOffset? UsedUtc, string? UsedBy, string? KeyId) Read(TableEntity row) => (
        new Invitation(
            UnitCode.Parse(row.GetString("Unit")), Month.Parse(row.GetString("Tree")), row.GetString("Label"),
            row.GetDateTimeOffset("EndsUtc") ?? default, row.GetBoolean("OneTime") ?? true, row.GetString("By")),
        row.GetDateTimeOffset("UsedUtc"), row.GetString("UsedBy"), row.GetString("KeyId"));
}

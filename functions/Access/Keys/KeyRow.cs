using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan;

namespace YouthFunctions.Access.Keys;

/// <summary>Reads the row of a key.</summary>
internal static class KeyRow
{
    /// <summary>What may be told about the key.</summary>
    public static KeyInfo ToKeyInfo(TableEntity row, DateTimeOffset now)
    {
        var (unit, tree) = ReadUnit(row, now);
        return new KeyInfo(
            row.RowKey, ReadRole(row), unit, tree, row.GetString("Label"), row.GetDateTimeOffset("CreatedUtc") ?? default,
            row.GetDateTimeOffset("EndsUtc"), IsValid(row, now))
        {
            Moves = ReadMove(row) is { } move && move.Utc > now ? move : null,
            Move = ReadMove(row),
            SetEndUtc = row.GetDateTimeOffset(row.GetBoolean("Rotated") == true ? "SetEndUtc" : "EndsUtc"),
            LastSignInUtc = row.GetDateTimeOffset("UsedUtc"),
            Batch = row.GetString("Batch"),
            IsPhone = row.GetBoolean("Phone") == true,
        };
    }

    /// <summary>The caller that the key stands for; null when it has ended.</summary>
    public static Caller? ToCaller(TableEntity row, DateTimeOffset now)
    {
        var (unit, tree) = ReadUnit(row, now);
        return IsValid(row, now) ? new Caller(row.RowKey, ReadRole(row), unit, tree) : null;
    }

    private static bool IsValid(TableEntity row, DateTimeOffset now) => row.GetDateTimeOffset("EndsUtc") is not { } end || now < end;

    private static Role ReadRole(TableEntity row) => Enum.Parse<Role>(row.GetString("Role"));

    // A key can be set to go over to another unit on the day of a reorganisation. Keys of before trees were kept beside their units
    // are meant in the tree of the day on which they were made.
    private static (UnitCode Unit, Month Tree) ReadUnit(TableEntity row, DateTimeOffset now)
    {
        if (ReadMove(row) is { } move && move.Utc <= now)
            return (move.Unit, move.Tree);
        var tree = row.GetString("Tree") is { } text
            ? Month.Parse(text)
            : Month.Containing(LocalTime.DayAt(row.GetDateTimeOffset("CreatedUtc") ?? now));
        return (UnitCode.Parse(row.GetString("Unit")), tree);
    }

    private static KeyMove? ReadMove(TableEntity row) => row.GetDateTimeOffset("MovesUtc") is { } utc
        ? new KeyMove(UnitCode.Parse(row.GetString("MovesTo")), Month.Parse(row.GetString("MovesToTree")), utc)
        : null;
}

using Azure.Data.Tables;

namespace YouthFunctions.Storage;

/// <summary>
/// The one way from a stored row to a document. A damaged row stops whoever reads it, except in a flow that collects them (the
/// timers, the year's verification): there, long reads leave it out, and the run's result names it.
/// </summary>
public sealed class DamagedRows
{
    private static readonly AsyncLocal<DamagedRows?> Current = new();
    private readonly HashSet<StoredPlace> _places = [];

    /// <summary>Those that were left out so far.</summary>
    public IReadOnlyList<StoredPlace> Places
    {
        get
        {
            lock (_places)
                return [.. _places.OrderBy(place => place.ToString(), StringComparer.Ordinal)];
        }
    }

    /// <summary>Has damaged rows left out and collected in the caller's flow; it ends with the async method that called it.</summary>
    public static DamagedRows Collect() => Current.Value = new DamagedRows();

    /// <summary>The document in a row.</summary>
    /// <exception cref="DamagedRowException">The row holds something else.</exception>
    public static T Read<T>(TableName table, TableEntity row, Func<TableEntity, T> read) =>
        Read(new StoredPlace(table.ToString(), row.PartitionKey, row.RowKey), row, read);

    /// <summary>The document in something stored.</summary>
    /// <exception cref="DamagedRowException">It holds something else.</exception>
    public static T Read<TStored, T>(StoredPlace place, TStored stored, Func<TStored, T> read)
    {
        try
        {
            return read(stored);
        }
        // Damage shows in many ways: bad JSON, a code that is none, a property of another type or none at all, a value out of range.
        catch (Exception damage) when (damage is not (DamagedRowException or OutOfMemoryException))
        {
            throw new DamagedRowException(place, damage);
        }
    }

    /// <summary>The document in a row of a long read; false when the row is damaged and the flow collects such rows.</summary>
    /// <exception cref="DamagedRowException">The row is damaged, and nobody would be told that it was left out.</exception>
    public static bool TryRead<T>(TableName table, TableEntity row, Func<TableEntity, T> read, out T document) =>
        TryRead(new StoredPlace(table.ToString(), row.PartitionKey, row.RowKey), row, read, out document);

    /// <summary>The document in something stored that a long read found; false when it is damaged and the flow collects such.</summary>
    /// <exception cref="DamagedRowException">It is damaged, and nobody would be told that it was left out.</exception>
    public static bool TryRead<TStored, T>(StoredPlace place, TStored stored, Func<TStored, T> read, out T document)
    {
        try
        {
            document = Read(place, stored, read);
            return true;
        }
        catch (DamagedRowException damaged) when (Current.Value is { } collecting)
        {
            lock (collecting._places)
                collecting._places.Add(damaged.Place);
            document = default!;
            return false;
        }
    }

    /// <summary>The documents in the rows of a long read, without the damaged ones where the flow collects those.</summary>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(TableName table, IAsyncEnumerable<TableEntity> rows, Func<TableEntity, T> read)
    {
        await foreach (var row in rows)
            if (TryRead(table, row, read, out var document))
                yield return document;
    }
}

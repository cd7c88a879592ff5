namespace YouthFunctions.Storage;

/// <summary>Something stored holds what this program never wrote: our fault or a broken store, never the caller's. The message
/// has the place and the kind of damage and no value, since it goes into logs.</summary>
public sealed class DamagedRowException(StoredPlace place, Exception damage)
    : Exception($"What is stored in {place} cannot be read ({damage.GetType().Name}).")
{
    /// <summary>Where.</summary>
    public StoredPlace Place => place;
}

namespace YouthFunctions.Storage;

/// <summary>Where something stored is: a table's row, or a blob. Names and keys only, never what it holds.</summary>
/// <param name="Store">The table or container.</param>
/// <param name="Partition">The row's partition; null for a blob.</param>
/// <param name="Row">The row's key, or the blob's name.</param>
public sealed record StoredPlace(string Store, string? Partition, string Row)
{
    /// <inheritdoc/>
    public override string ToString() => Partition is null ? $"{Store}/{Row}" : $"{Store}, partition '{Partition}', row '{Row}'";
}

using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Formats;

/// <summary>A table for a sheet.</summary>
/// <param name="Dataset">The table.</param>
/// <param name="Rows">Its rows, streamed.</param>
/// <param name="Note">What was left out, if anything.</param>
public sealed record Sheet(Dataset<Cell[]> Dataset, IEnumerable<Cell[]> Rows, string Note);

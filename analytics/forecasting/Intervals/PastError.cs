using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Intervals;

/// <summary>Errors are only compared within a kind.</summary>
internal enum ErrorKind
{
    Leaf,
    Parent,
    WithoutHistory,
}

/// <summary>A past forecast and how it ended.</summary>
/// <param name="Year">The year.</param>
/// <param name="K">Months known.</param>
/// <param name="Kind">The kind of node: leaves, parents, without history.</param>
/// <param name="Spread">How large such an error usually is.</param>
/// <param name="Error">Scaled log of the total over the point.</param>
internal readonly record struct PastError(int Year, int K, ErrorKind Kind, double Spread, double Error)
{
    /// <summary>The error as a multiple of the usual one.</summary>
    public double Relative => Error / Spread;

    /// <summary>The error of a point for a row of a complete year.</summary>
    public static PastError Of(TrainingRow row, double point, double spread) => new(row.Year, row.K, KindOf(row), spread, ErrorOf(row, point));

    /// <summary>Log of total over point, both raised by the offset, divided by the open share.</summary>
    public static double ErrorOf(TrainingRow row, double point) =>
        Math.Clamp(Math.Log((row.Total + row.Offset) / (point + row.Offset)) / row.Open, -20, 20);

    public static ErrorKind KindOf(TrainingRow row) =>
        row.Years == 0 ? ErrorKind.WithoutHistory : row.Node.IsLeaf ? ErrorKind.Leaf : ErrorKind.Parent;
}

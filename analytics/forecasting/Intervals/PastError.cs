using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Intervals;

/// <summary>Errors are only compared within a kind.</summary>
internal enum ErrorKind
{
    Leaf,
    Parent,
    WithoutHistory,

    /// <summary>A leaf that has left its level: it may stay where it is, or come back.</summary>
    Shifted,

    /// <summary>A leaf of which nothing came in the year before: it may go on so, or wake.</summary>
    Dormant,
}

/// <summary>A past forecast and how it ended.</summary>
/// <param name="Year">The year.</param>
/// <param name="K">Months known.</param>
/// <param name="Kind">The kind of node: leaves, parents, without history.</param>
/// <param name="UsualError">How large such an error usually is, above 0.</param>
/// <param name="Error">Scaled log of the total over the point.</param>
internal readonly record struct PastError(int Year, int K, ErrorKind Kind, double UsualError, double Error)
{
    private const double LargestError = 20;

    /// <summary>The error as a multiple of the usual one: the normalised residual of Papadopoulos and others (2002).</summary>
    public double Relative => Error / UsualError;

    /// <summary>The error of a point for a row of a complete year.</summary>
    public static PastError Create(TrainingRow row, double point, double usualError) =>
        new(row.Year, row.K, KindOf(row), usualError, ScaledError(row, point));

    /// <summary>Log of total over point, both raised by the offset, divided by the open share; within ±20.</summary>
    public static double ScaledError(TrainingRow row, double point) =>
        Math.Clamp(Math.Log((row.Total + row.Offset) / (point + row.Offset)) / row.Open, -LargestError, LargestError);

    /// <summary>With which errors those of a row are compared.</summary>
    public static ErrorKind KindOf(TrainingRow row) => row.Years == 0 ? ErrorKind.WithoutHistory
        : !row.Node.IsLeaf ? ErrorKind.Parent
        : row.LastYear?.Sum() == 0 ? ErrorKind.Dormant
        : LevelShift.HasLeft(row.Shift) ? ErrorKind.Shifted
        : ErrorKind.Leaf;
}

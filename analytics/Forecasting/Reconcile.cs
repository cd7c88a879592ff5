namespace YouthFunctions.Analytics.Forecasting;

/// <summary>Makes children add up to their parents.</summary>
internal static class Reconcile
{
    /// <summary>Parents become the sums of their leaves. Rows: leaves first, each with its node.</summary>
    public static double[] Points(OriginRow[] rows, double[] points)
    {
        var leaf = new Dictionary<int, double>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Node.IsLeaf)
                leaf[rows[i].Node.Index] = points[i];
        }

        return [.. rows.Select((row, i) => row.Node.IsLeaf ? points[i] : row.Node.Leaves.Sum(index => leaf.GetValueOrDefault(index)))];
    }
}

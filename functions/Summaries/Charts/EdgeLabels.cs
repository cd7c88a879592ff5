namespace YouthFunctions.Summaries.Charts;

/// <summary>Labels at the right edge of a chart that make room for each other.</summary>
public static class EdgeLabels
{
    /// <summary>
    /// Heights as near to the wanted ones as may be, in the same order, no two nearer than <paramref name="gap"/> and all between the
    /// bounds; where they do not fit, evenly over the whole height.
    /// </summary>
    /// <param name="wanted">Where each would stand alone.</param>
    /// <param name="gap">The least distance of two.</param>
    /// <param name="top">The least height.</param>
    /// <param name="bottom">The largest height.</param>
    public static IReadOnlyList<double> Place(IReadOnlyList<double> wanted, double gap, double top, double bottom)
    {
        if (wanted.Count == 0)
            return [];
        var least = Math.Min(gap, wanted.Count == 1 ? gap : (bottom - top) / (wanted.Count - 1));
        var order = Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i]).ThenBy(i => i).ToArray();
        var places = new double[wanted.Count];
        // Pushed down one by one; whoever was pushed over the edge pushes the others up again.
        var previous = double.NegativeInfinity;
        foreach (var i in order)
            previous = places[i] = Math.Max(Math.Clamp(wanted[i], top, bottom), previous + least);
        var next = double.PositiveInfinity;
        foreach (var i in order.Reverse())
            next = places[i] = Math.Min(Math.Min(places[i], bottom), next - least);
        return places;
    }
}

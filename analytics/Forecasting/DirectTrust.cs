namespace YouthFunctions.Analytics.Forecasting;

/// <summary>A parent's own forecast and the sum of its leaves', in a past year that neither knew.</summary>
internal readonly record struct ParentPoints(OriginRow Row, double Sum, double Direct);

/// <summary>
/// How far the parents of each level believe their own forecast against the sum of their children: the share with the
/// smallest mean absolute error (in logs) in past years, out of sample, plus a price on how far it moves the sum, because
/// the leaves, which have to take the move, are better without it. So it is paid where parents gain much, which is near
/// the top: there the middles of many leaves do not add up to the middle of their sum.
/// </summary>
internal sealed class DirectTrust
{
    private const int LeastPairs = 60;
    private const double Price = 0.4;

    private static readonly double[] Shares = [.. Enumerable.Range(0, 9).Select(i => i / 8.0)];

    private readonly Dictionary<int, double> _ofLevel = [];

    public DirectTrust(IEnumerable<ParentPoints> past)
    {
        foreach (var level in past.GroupBy(pair => pair.Row.Node.Level))
        {
            var pairs = level.ToArray();
            if (pairs.Length >= LeastPairs)
                _ofLevel[level.Key] = Best(pairs);
        }
    }

    /// <summary>Whether any level believes its own forecast at all.</summary>
    public bool Any => _ofLevel.Values.Any(share => share > 0);

    /// <summary>The share of a level; 0 where too little is known of it.</summary>
    public double Of(int level) => _ofLevel.GetValueOrDefault(level);

    /// <summary>The mean in logs.</summary>
    public static double Mixed(OriginRow row, double sum, double direct, double share) =>
        Math.Exp(((1 - share) * Math.Log(sum + row.Offset)) + (share * Math.Log(direct + row.Offset))) - row.Offset;

    private static double Best(ParentPoints[] pairs) => Shares.MinBy(share => pairs.Sum(pair => Cost(pair, share)));

    private static double Cost(ParentPoints pair, double share)
    {
        var mixed = Mixed(pair.Row, pair.Sum, pair.Direct, share);
        return Math.Abs(PastError.ErrorOf(pair.Row, mixed)) + (Price * Math.Abs(pair.Row.ScaledLog(mixed, pair.Sum)));
    }
}

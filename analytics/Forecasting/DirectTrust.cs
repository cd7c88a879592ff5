namespace YouthFunctions.Analytics.Forecasting;

/// <summary>A parent's own forecast and the sum of its leaves', in a past year that neither knew.</summary>
internal readonly record struct ParentPoints(OriginRow Row, double Sum, double Direct);

/// <summary>
/// How far the parents of each level believe their own forecast against the sum of their children: the share with the
/// smallest mean absolute error (in logs) in past years, out of sample. At most a quarter: with more, parents gain a
/// little still, but what is shared out among the leaves costs them their median error.
/// </summary>
internal sealed class DirectTrust
{
    private const int LeastPairs = 60;

    private static readonly double[] Shares = [0, 0.125, 0.25];

    private readonly Dictionary<int, double> _ofLevel = [];

    public DirectTrust(IEnumerable<ParentPoints> past)
    {
        foreach (var level in past.GroupBy(pair => pair.Row.Node.Level))
        {
            var pairs = level.ToArray();
            if (pairs.Length >= LeastPairs)
                _ofLevel[level.Key] = Shares.MinBy(share => pairs.Sum(pair => Error(pair, share)));
        }
    }

    /// <summary>Whether any level believes its own forecast at all.</summary>
    public bool Any => _ofLevel.Values.Any(share => share > 0);

    /// <summary>The share of a level; 0 where too little is known of it.</summary>
    public double Of(int level) => _ofLevel.GetValueOrDefault(level);

    /// <summary>The mean in logs.</summary>
    public static double Mixed(OriginRow row, double sum, double direct, double share) =>
        Math.Exp(((1 - share) * Math.Log(sum + row.Offset)) + (share * Math.Log(direct + row.Offset))) - row.Offset;

    private static double Error(ParentPoints pair, double share) =>
        Math.Abs(PastError.ErrorOf(pair.Row, Mixed(pair.Row, pair.Sum, pair.Direct, share)));
}

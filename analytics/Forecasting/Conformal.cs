namespace YouthFunctions.Analytics.Forecasting;

/// <summary>A past forecast and how it ended.</summary>
/// <param name="K">Months known.</param>
/// <param name="Stratum">The kind of node: leaves, parents, without history.</param>
/// <param name="Volatility">How uncertain such a row usually is.</param>
/// <param name="Error">Scaled log of the total over the point.</param>
internal readonly record struct PastError(int K, ErrorKind Stratum, double Volatility, double Error);

/// <summary>Errors are only compared within a kind.</summary>
internal enum ErrorKind
{
    Leaf,
    Parent,
    WithoutHistory,
}

/// <summary>
/// Split conformal prediction, stratified by kind, month and fifths of volatility. Small strata borrow from the
/// neighbouring months, then from all.
/// </summary>
internal sealed class Conformal
{
    private const int Fifths = 5;
    private const int Enough = 60;
    private static readonly double[] Default = [.. Enumerable.Range(1, 39).Select(i => 1.2 * Math.Log(i / (40.0 - i)))];

    private readonly Dictionary<(ErrorKind, int K), (double[] Edges, double[][] Errors)> _strata = [];

    public Conformal(IReadOnlyList<PastError> errors)
    {
        foreach (var kind in Enum.GetValues<ErrorKind>())
        {
            for (var k = 0; k <= 12; k++)
                _strata[(kind, k)] = Stratum(errors, kind, k);
        }
    }

    /// <summary>The sorted errors that hold for such a row.</summary>
    public double[] For(ErrorKind kind, int k, double volatility)
    {
        var (edges, errors) = _strata[(kind, k)];
        var fifth = 0;
        while (fifth < edges.Length && volatility > edges[fifth])
            fifth++;
        return errors[fifth];
    }

    private static (double[] Edges, double[][] Errors) Stratum(IReadOnlyList<PastError> errors, ErrorKind kind, int k)
    {
        PastError[] chosen = [];
        for (var reach = 0; reach <= 12 && chosen.Length < Enough; reach++)
            chosen = [.. errors.Where(error => error.Stratum == kind && Math.Abs(error.K - k) <= reach)];
        if (chosen.Length < Enough)
            chosen = [.. errors.Where(error => Math.Abs(error.K - k) <= 1)];
        if (chosen.Length < Enough / 3)
            return ([], [Default]);
        var volatility = chosen.Select(error => error.Volatility).Order().ToArray();
        var parts = Math.Clamp(chosen.Length / Enough, 1, Fifths);
        var edges = Enumerable.Range(1, parts - 1).Select(i => Quantiles.At(volatility, (double)i / parts)).ToArray();
        return (edges, [.. Enumerable.Range(0, parts).Select(part => chosen
            .Where(error => (part == 0 || error.Volatility > edges[part - 1]) && (part == parts - 1 || error.Volatility <= edges[part]))
            .Select(error => error.Error).DefaultIfEmpty(0).Order().ToArray())]);
    }
}

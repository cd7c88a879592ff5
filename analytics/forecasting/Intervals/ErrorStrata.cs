using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Intervals;

/// <summary>The relative errors of one kind and month in fifths of their usual size; few errors borrow from other months.</summary>
internal sealed class ErrorStrata
{
    /// <summary>Errors that a stratum should have.</summary>
    public const int Enough = 60;

    private const int Fifths = 5;

    // The logistic distribution, wide: what is said when nothing is known of past errors.
    private static readonly double[] Default = [.. Enumerable.Range(1, 39).Select(i => 1.2 * Math.Log(i / (40.0 - i)))];

    private readonly double[] _edges;
    private readonly double[][] _errors;

    private ErrorStrata(double[] edges, double[][] errors)
    {
        _edges = edges;
        _errors = errors;
    }

    /// <summary>The sorted relative errors of the fifth that a usual size falls into.</summary>
    public double[] Errors(double spread)
    {
        var fifth = 0;
        while (fifth < _edges.Length && spread > _edges[fifth])
            fifth++;
        return _errors[fifth];
    }

    /// <param name="ofKind">Errors of the kind.</param>
    /// <param name="all">Errors of every kind, for a kind that has too few.</param>
    /// <param name="k">The month.</param>
    public static ErrorStrata Of(PastError[] ofKind, IReadOnlyList<PastError> all, int k)
    {
        PastError[] chosen = [];
        for (var reach = 0; reach <= 12 && chosen.Length < Enough && ofKind.Length > 0; reach++)
            chosen = [.. ofKind.Where(error => Math.Abs(error.K - k) <= reach)];
        if (chosen.Length < Enough)
            chosen = [.. all.Where(error => Math.Abs(error.K - k) <= 1)];
        if (chosen.Length < Enough / 3)
            return new ErrorStrata([], [Default]);
        var spreads = chosen.Select(error => error.Spread).Order().ToArray();
        var parts = Math.Clamp(chosen.Length / Enough, 1, Fifths);
        var edges = Enumerable.Range(1, parts - 1).Select(i => Quantiles.At(spreads, (double)i / parts)).Distinct().ToArray();
        var errors = Enumerable.Range(0, edges.Length + 1).Select(part => chosen
            .Where(error => (part == 0 || error.Spread > edges[part - 1]) && (part == edges.Length || error.Spread <= edges[part]))
            .Select(error => error.Relative).Order().ToArray()).ToArray();
        return errors.Any(part => part.Length == 0)
            ? new ErrorStrata([], [[.. chosen.Select(error => error.Relative).Order()]])
            : new ErrorStrata(edges, errors);
    }
}

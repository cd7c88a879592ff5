using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Intervals;

/// <summary>The relative errors of one kind and month in fifths of their usual size; few errors borrow from other months.</summary>
internal sealed class ErrorStrata
{
    /// <summary>Errors that a stratum should have.</summary>
    public const int Enough = 60;

    private const int MostStrata = 5;
    private const int NeighbourMonths = 1;

    // The logistic distribution, wide: what is said when nothing is known of past errors. 39 quantiles hold a 95 % interval.
    private const double UnknownScale = 1.2;
    private static readonly double[] Unknown = [.. Enumerable.Range(1, 39).Select(i => UnknownScale * Math.Log(i / (40.0 - i)))];

    private readonly double[] _edges;
    private readonly double[][] _errors;

    private ErrorStrata(double[] edges, double[][] errors)
    {
        _edges = edges;
        _errors = errors;
    }

    /// <summary>Writes edges and errors.</summary>
    public void Write(BinaryWriter parameters)
    {
        parameters.WriteDoubles(_edges);
        foreach (var errors in _errors)
            parameters.WriteDoubles(errors);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ErrorStrata Read(BinaryReader parameters)
    {
        var edges = parameters.ReadDoubles();
        return new ErrorStrata(edges, [.. Enumerable.Range(0, edges.Length + 1).Select(_ => parameters.ReadDoubles())]);
    }

    /// <summary>The sorted relative errors of the stratum that a usual size falls into.</summary>
    public double[] Errors(double usualError)
    {
        var stratum = 0;
        while (stratum < _edges.Length && usualError > _edges[stratum])
            stratum++;
        return _errors[stratum];
    }

    /// <param name="ofKind">Errors of the kind.</param>
    /// <param name="all">Errors of every kind, for a kind that has too few.</param>
    /// <param name="k">The month.</param>
    public static ErrorStrata Create(PastError[] ofKind, IReadOnlyList<PastError> all, int k)
    {
        PastError[] chosen = [];
        for (var reach = 0; reach <= 12 && chosen.Length < Enough && ofKind.Length > 0; reach++)
            chosen = [.. ofKind.Where(error => Math.Abs(error.K - k) <= reach)];
        if (chosen.Length < Enough && all.Where(error => Math.Abs(error.K - k) <= NeighbourMonths).ToArray() is var near
            && near.Length > chosen.Length)
            chosen = near;
        if (chosen.Length < Enough / 3)
            return new ErrorStrata([], [Unknown]);
        var sizes = chosen.Select(error => error.UsualError).Order().ToArray();
        var strata = Math.Clamp(chosen.Length / Enough, 1, MostStrata);
        var edges = Enumerable.Range(1, strata - 1).Select(i => Quantiles.At(sizes, (double)i / strata)).Distinct().ToArray();
        var errors = Enumerable.Range(0, edges.Length + 1).Select(i => chosen
            .Where(error => (i == 0 || error.UsualError > edges[i - 1]) && (i == edges.Length || error.UsualError <= edges[i]))
            .Select(error => error.Relative).Order().ToArray()).ToArray();
        return errors.Any(stratum => stratum.Length == 0)
            ? new ErrorStrata([], [[.. chosen.Select(error => error.Relative).Order()]])
            : new ErrorStrata(edges, errors);
    }
}

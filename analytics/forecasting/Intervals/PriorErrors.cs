using System.Text.Json;
using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Intervals;

/// <summary>
/// Errors of first years elsewhere: what a forecast with one year of history missed by on other panels, as multiples of its usual
/// error. They stand for one past year until there are own ones, so that the first intervals are of a size that was seen and not of one
/// that was thought up. Shipped as <c>prior-errors.json</c>; a test makes it again from the panels of docs/forecast-accuracy.md.
/// </summary>
internal sealed class PriorErrors
{
    // Quantiles at 1/40 to 39/40: the outer ones hold 95 %.
    private const int QuantileCount = 39;

    // Walks through the quantiles in an order that has nothing to do with the sizes they are given.
    private const int Stride = 16;

    // As many own errors weigh as much as elsewhere. By hand: a stratum has three times as many.
    private const double PriorWeight = 20;

    // A panel whose series all end exactly as told still has errors of some size.
    private const double LeastRelative = 0.001;

    private readonly Document _document;

    private PriorErrors(Document document) => _document = document;

    /// <summary>The ones that the package carries.</summary>
    public static PriorErrors Shipped { get; } = new(Read());

    /// <summary>The year that they stand in: before all others.</summary>
    public const int Year = int.MinValue;

    /// <summary>Quantiles of errors of some panels, each of which counts the same.</summary>
    public static PriorErrors Create(IReadOnlyList<IReadOnlyList<PastError>> panels)
    {
        double[][] Table(ErrorKind kind) => [.. Enumerable.Range(1, 11).Select(k =>
        {
            double[][] sorted = [.. panels.Select(panel => panel.Where(error => error.Kind == kind && error.K == k)
                .Select(error => error.Relative).Order().ToArray()).Where(panel => panel.Length > 0)];
            return Enumerable.Range(1, QuantileCount)
                .Select(i => Math.Round(sorted.Average(panel => Quantiles.At(panel, i / (QuantileCount + 1.0))), 3)).ToArray();
        })];
        return new PriorErrors(new Document(Table(ErrorKind.Leaf), Table(ErrorKind.Parent)));
    }

    /// <summary>The JSON of the shipped file.</summary>
    public string ToJson() => JsonSerializer.Serialize(_document, JsonSerializerOptions.Web);

    /// <summary>
    /// One year of errors, whose usual sizes are those of the own ones so that every stratum gets its share. Own errors tell soon how
    /// calm a panel is, and elsewhere what a single year cannot: how far years differ. So with n of them all are drawn to their size
    /// by the weight n / (n + 20), a weighted mean of logs as of a normal prior (Gelman and others, Bayesian Data Analysis, 2.5).
    /// </summary>
    public IEnumerable<PastError> Errors(IReadOnlyList<PastError> own)
    {
        var ownByMonth = own.ToLookup(error => (error.Kind, error.K));
        foreach (var kind in (ErrorKind[])[ErrorKind.Leaf, ErrorKind.Parent])
        {
            for (var k = 1; k <= 11; k++)
            {
                var quantiles = (kind == ErrorKind.Leaf ? _document.Leaf : _document.Parent)[k - 1];
                var ownErrors = ownByMonth[(kind, k)].ToArray();
                var scale = Scale(quantiles, ownErrors);
                var sizes = ownErrors.Select(error => error.UsualError).DefaultIfEmpty(1).Order().ToArray();
                // As many as the own ones, but each quantile at least as often as any other.
                var count = QuantileCount * Math.Max(2, (int)Math.Ceiling(sizes.Length / (double)QuantileCount));
                for (var i = 0; i < count; i++)
                {
                    var size = sizes[(int)((long)i * sizes.Length / count)];
                    yield return new PastError(Year, k, kind, size, quantiles[i * Stride % QuantileCount] * scale * size);
                }
            }
        }
    }

    private static double Scale(double[] quantiles, PastError[] own)
    {
        if (own.Length == 0)
            return 1;
        var usual = Quantiles.Median([.. quantiles.Select(Math.Abs)]);
        var ownUsual = Math.Max(LeastRelative, Quantiles.Median([.. own.Select(error => Math.Abs(error.Relative))]));
        return Math.Exp(own.Length / (own.Length + PriorWeight) * Math.Log(ownUsual / usual));
    }

    private static Document Read()
    {
        using var stream = typeof(PriorErrors).Assembly.GetManifestResourceStream("prior-errors.json")
            ?? throw new InvalidOperationException("prior-errors.json is not in the assembly.");
        return JsonSerializer.Deserialize<Document>(stream, JsonSerializerOptions.Web)!;
    }

    /// <summary>By months known from 1 to 11: quantiles of relative errors.</summary>
    private sealed record Document(double[][] Leaf, double[][] Parent);
}

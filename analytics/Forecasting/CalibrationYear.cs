namespace YouthFunctions.Analytics.Forecasting;

/// <summary>A past year forecast by a model that did not know it.</summary>
internal sealed class CalibrationYear
{
    // Of a whole country's rows this many are kept a month and year: enough for every stratum.
    private const int MostRows = 12_000;

    private readonly List<(OriginRow Row, double Point, double Spread)> _rows = [];

    private CalibrationYear()
    {
    }

    /// <summary>Rows of complete years with the points and spreads they got.</summary>
    public IReadOnlyList<(OriginRow Row, double Point, double Spread)> Rows => _rows;

    public static CalibrationYear Make(RowSource source, int year, PointModel model, SpreadModel spread, IReadOnlyList<int> months, CancellationToken cancellation)
    {
        var made = new CalibrationYear();
        foreach (var k in months)
        {
            var rows = source.At(year, k, cancellation);
            var points = Reconcile.Points(rows, model.Predict(rows));
            var spreads = spread.Predict(rows);
            var stride = (rows.Length / MostRows) + 1;
            for (var i = year % stride; i < rows.Length; i += stride)
            {
                if (double.IsFinite(rows[i].Total))
                    made._rows.Add((rows[i], points[i], spreads[i]));
            }
        }

        return made;
    }

    /// <summary>The errors of the model.</summary>
    public IEnumerable<PastError> Errors() => _rows.Select(one => PastError.Of(one.Row, one.Point, one.Spread));

    /// <summary>The errors of a candidate, their usual size told by the row's volatility.</summary>
    public IEnumerable<PastError> ErrorsOf(int candidate) =>
        _rows.Select(one => PastError.Of(one.Row, one.Row.Candidates[candidate], one.Row.Volatility + 0.1));
}

using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Forecasting.Calibration;

/// <summary>A past year forecast by a model that did not know it.</summary>
internal sealed class CalibrationYear
{
    // Of a whole country's rows this many are kept a month and year: enough for every stratum.
    private const int MostRows = 12_000;

    private readonly List<(TrainingRow Row, double Point, double Spread)> _rows = [];
    private readonly List<ParentPoints> _parents = [];
    private readonly List<PastCorrection> _moves = [];

    private readonly bool _spreadLearned;

    private CalibrationYear(bool spreadLearned) => _spreadLearned = spreadLearned;

    /// <summary>Rows of complete years with the points and spreads they got.</summary>
    public IReadOnlyList<(TrainingRow Row, double Point, double Spread)> Rows => _rows;

    /// <summary>Its parents before reconciliation.</summary>
    public IReadOnlyList<ParentPoints> Parents => _parents;

    /// <summary>How far its leaves were moved and should have been.</summary>
    public IReadOnlyList<PastCorrection> Moves => _moves;

    public static CalibrationYear Make(
        RowSource source, int year, PointModel model, CalibratedParameters before, IReadOnlyList<int> months, CancellationToken cancellation)
    {
        var made = new CalibrationYear(before.ErrorSize.Learned);
        foreach (var k in months)
        {
            var rows = source.At(year, k, cancellation);
            var logs = model.Predict(rows);
            var direct = before.CorrectionScale.Points(rows, logs);
            var spreads = before.ErrorSize.Predict(rows);
            var points = Reconciler.Points(rows, direct, spreads, [.. rows.Select(row => row.Known)], before.Combination);
            made.AddParents(rows, direct);
            var stride = (rows.Length / MostRows) + 1;
            for (var i = year % stride; i < rows.Length; i += stride)
            {
                if (!double.IsFinite(rows[i].Total))
                    continue;
                made._rows.Add((rows[i], points[i], spreads[i]));
                if (rows[i].Node.IsLeaf && rows[i].Years > 0)
                    made._moves.Add(new PastCorrection(year, k, logs[i].By, rows[i].LogOf(rows[i].Total) - logs[i].From));
            }
        }

        return made;
    }

    private void AddParents(TrainingRow[] rows, double[] direct)
    {
        var sums = Reconciler.Sums(rows, [.. direct.Select((point, i) => Reconciler.IsAbsent(rows[i]) ? 0 : point)]);
        var own = Reconciler.HaveOwn(rows, direct);
        for (var i = 0; i < rows.Length; i++)
        {
            if (own[i] && double.IsFinite(rows[i].Total))
                _parents.Add(new ParentPoints(rows[i], sums[i], direct[i]));
        }
    }

    /// <summary>
    /// The errors of the models of past years, their usual size told as <paramref name="spread"/> tells it: the first years
    /// had too little to learn from, so trees that learned from the other years tell theirs.
    /// </summary>
    public static IEnumerable<PastError> Errors(
        IReadOnlyList<CalibrationYear> past, ErrorSizeModel spread, ForecastOptions options, CancellationToken cancellation) =>
        past.SelectMany(year => year.Errors(spread.Learned && !year._spreadLearned ? ErrorSizeModel.LeavingOut(year, past, options, cancellation) : null));

    private IEnumerable<PastError> Errors(ErrorSizeModel? instead)
    {
        var spreads = instead?.Predict([.. _rows.Select(one => one.Row)]);
        return _rows.Select((one, i) => PastError.Of(one.Row, one.Point, spreads is null ? one.Spread : spreads[i]));
    }

    /// <summary>The errors of a candidate, their usual size told by the row's volatility.</summary>
    public IEnumerable<PastError> ErrorsOf(int candidate) =>
        _rows.Select(one => PastError.Of(one.Row, one.Row.Candidates[candidate], one.Row.Volatility + 0.1));
}

using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Forecasting.Calibration;

/// <summary>A row of a past year, with what it got out of sample.</summary>
/// <param name="Row">The row, of a complete year.</param>
/// <param name="Point">Its point after reconciliation.</param>
/// <param name="UsualError">How large its error was said to be.</param>
internal readonly record struct CalibratedRow(TrainingRow Row, double Point, double UsualError);

/// <summary>A past year forecast by a model that did not know it.</summary>
internal sealed class CalibrationYear
{
    // Of a whole country's rows this many are kept a month and year: enough for every stratum.
    private const int MostRows = 12_000;

    private readonly List<CalibratedRow> _rows = [];
    private readonly List<ParentForecasts> _parents = [];
    private readonly List<PastCorrection> _corrections = [];
    private readonly bool _errorSizeLearned;

    private CalibrationYear(bool errorSizeLearned) => _errorSizeLearned = errorSizeLearned;

    /// <summary>Rows of complete years with the points and usual errors they got.</summary>
    public IReadOnlyList<CalibratedRow> Rows => _rows;

    /// <summary>Its parents before reconciliation.</summary>
    public IReadOnlyList<ParentForecasts> Parents => _parents;

    /// <summary>How far its leaves were moved and should have been.</summary>
    public IReadOnlyList<PastCorrection> Corrections => _corrections;

    /// <summary>Forecasts a past year after each of some months.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="year">The year; the model knows the years before it only.</param>
    /// <param name="model">Gives points.</param>
    /// <param name="before">What the years before it told.</param>
    /// <param name="months">The k to replay.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static CalibrationYear Replay(
        RowSource source, int year, PointModel model, CalibratedParameters before, IReadOnlyList<int> months,
        CancellationToken cancellation)
    {
        var replayed = new CalibrationYear(before.ErrorSize.IsLearned);
        foreach (var k in months)
            replayed.AddMonth(source.At(year, k, cancellation), model, before, year, k);
        return replayed;
    }

    private void AddMonth(TrainingRow[] rows, PointModel model, CalibratedParameters before, int year, int k)
    {
        var logs = model.Predict(rows);
        var direct = before.Points(rows, logs);
        var usualErrors = before.ErrorSize.Predict(rows);
        var points = Reconciler.Reconcile(rows, direct, usualErrors, [.. rows.Select(row => row.Known)], before.Combination);
        AddParents(rows, direct);
        var stride = (rows.Length / MostRows) + 1;
        for (var i = year % stride; i < rows.Length; i += stride)
        {
            if (!double.IsFinite(rows[i].Total))
                continue;
            _rows.Add(new CalibratedRow(rows[i], points[i], usualErrors[i]));
            if (rows[i].Node.IsLeaf && rows[i].Years > 0)
            {
                var from = logs[i].Base;
                _corrections.Add(new PastCorrection(
                    year, k, logs[i].Correction, rows[i].LogOf(rows[i].Total) - from, rows[i].LogOf(rows[i].Local) - from));
            }
        }
    }

    private void AddParents(TrainingRow[] rows, double[] direct)
    {
        var sums = Reconciler.SumLeaves(rows, [.. direct.Select((point, i) => Reconciler.IsAbsent(rows[i]) ? 0 : point)]);
        var own = Reconciler.CanForecastDirectly(rows, direct);
        for (var i = 0; i < rows.Length; i++)
        {
            if (own[i] && double.IsFinite(rows[i].Total))
                _parents.Add(new ParentForecasts(rows[i], sums[i], direct[i]));
        }
    }

    /// <summary>
    /// The errors of the models of past years, their usual size told as <paramref name="errorSize"/> tells it: the first years
    /// had too little to learn from, so trees that learned from the other years tell theirs.
    /// </summary>
    public static IEnumerable<PastError> Errors(
        IReadOnlyList<CalibrationYear> past, ErrorSizeModel errorSize, ForecastOptions options, CancellationToken cancellation) =>
        past.SelectMany(year => year.Errors(
            errorSize.IsLearned && !year._errorSizeLearned ? ErrorSizeModel.LeavingOut(year, past, options, cancellation) : null));

    private IEnumerable<PastError> Errors(ErrorSizeModel? instead)
    {
        var usualErrors = instead?.Predict([.. _rows.Select(past => past.Row)]);
        return _rows.Select((past, i) => PastError.Create(past.Row, past.Point, usualErrors is null ? past.UsualError : usualErrors[i]));
    }

    /// <summary>The errors of a candidate, their usual size told by the row's volatility.</summary>
    public IEnumerable<PastError> ErrorsOfCandidate(int candidate) =>
        _rows.Select(past => PastError.Create(past.Row, past.Row.Candidates[candidate], past.Row.UsualError));
}

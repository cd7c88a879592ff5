using YouthFunctions.Forecasting.Calibration;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Forecasting;

/// <summary>Models and out-of-sample years of one panel, each made once and shared by the forecast years that need it.</summary>
internal sealed class TrainingRun(RowSource source, ForecastOptions options)
{
    // Trees that know one year repeat its fortune: their errors tell nothing of those of trees that know more.
    private const int LeastYearsForTrees = 2;

    private readonly Dictionary<int, PointModel> _models = [];
    private readonly Dictionary<int, CalibratedParameters> _parameters = [];
    private readonly Dictionary<int, CalibrationYear> _calibrations = [];

    public RowSource Source => source;

    public ForecastOptions Options => options;

    /// <summary>The model that knows the years before <paramref name="year"/> only.</summary>
    public PointModel ModelBefore(int year, CancellationToken cancellation)
    {
        if (!_models.TryGetValue(year, out var model))
            _models[year] = model = PointModel.Train(source, year, options, cancellation);
        return model;
    }

    /// <summary>What the years before <paramref name="year"/> tell about the model's points.</summary>
    public CalibratedParameters ParametersBefore(int year, CancellationToken cancellation)
    {
        if (!_parameters.TryGetValue(year, out var parameters))
            _parameters[year] = parameters = CalibratedParameters.Estimate(
                [.. CalibrationYears(year).Select(past => Calibration(past, cancellation))], options, cancellation);
        return parameters;
    }

    /// <summary>The last years before <paramref name="year"/> that have a year before them.</summary>
    public int[] CalibrationYears(int year) =>
        [.. Enumerable.Range(source.Panel.FirstYear + 1, Math.Max(0, year - source.Panel.FirstYear - 1))
            .TakeLast(options.CalibrationYears)];

    /// <summary>How the model before a past year did in it; the candidates where it would have learned from a single year.</summary>
    public CalibrationYear Calibration(int year, CancellationToken cancellation)
    {
        if (!_calibrations.TryGetValue(year, out var calibration))
        {
            var model = CalibrationYears(year).Length < LeastYearsForTrees ? PointModel.Untrained : ModelBefore(year, cancellation);
            _calibrations[year] = calibration = CalibrationYear.Replay(
                source, year, model, ParametersBefore(year, cancellation), options.MonthsOrAll, cancellation);
        }

        return calibration;
    }

    /// <summary>Drops what no later forecast year needs.</summary>
    public void Forget(int before)
    {
        foreach (var year in _models.Keys.Concat(_calibrations.Keys).Where(year => year < before).ToArray())
        {
            _models.Remove(year);
            _parameters.Remove(year);
            _calibrations.Remove(year);
        }
    }
}

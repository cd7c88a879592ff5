using System.IO.Compression;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Forecasting.Calibration;

/// <summary>What the past years, each forecast by a model that did not know it, tell about a model's points.</summary>
/// <param name="CorrectionScale">How far its corrections are followed.</param>
/// <param name="LocalWeight">How much methods count that know one series only.</param>
/// <param name="ErrorSize">How large its errors will be.</param>
/// <param name="Combination">How far parents believe their own forecasts.</param>
internal sealed record CalibratedParameters(
    CorrectionScale CorrectionScale, LocalWeight LocalWeight, ErrorSizeModel ErrorSize, ForecastCombination Combination)
{
    public static CalibratedParameters Estimate(
        IReadOnlyList<CalibrationYear> past, ForecastOptions options, CancellationToken cancellation)
    {
        var scale = new CorrectionScale(past.SelectMany(year => year.Corrections));
        return new CalibratedParameters(
            scale, new LocalWeight(past.SelectMany(year => year.Corrections), scale), ErrorSizeModel.Train(past, options, cancellation),
            new ForecastCombination(past.SelectMany(year => year.Parents)));
    }

    /// <summary>The points of rows of which trees say so much, none below what is known; what trees left as it was stays so.</summary>
    public double[] Points(TrainingRow[] rows, LogPoint[] points) => [.. rows.Select((row, i) =>
    {
        var log = points[i].Base + (CorrectionScale.Factor(row.K) * points[i].Correction);
        var weight = points[i].Correction == 0 || !double.IsFinite(row.Local) ? 0 : LocalWeight.Weight(row.K, row.Shift);
        return row.ValueOf(weight == 0 ? log : log + (weight * (row.LogOf(row.Local) - log)));
    })];

    /// <summary>Writes all of it.</summary>
    public void Write(BinaryWriter parameters, ZipArchive archive)
    {
        CorrectionScale.Write(parameters);
        LocalWeight.Write(parameters);
        ErrorSize.Write(parameters, archive);
        Combination.Write(parameters);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static CalibratedParameters Read(BinaryReader parameters, ZipArchive archive) => new(
        CorrectionScale.Read(parameters), LocalWeight.Read(parameters), ErrorSizeModel.Read(parameters, archive),
        ForecastCombination.Read(parameters));
}

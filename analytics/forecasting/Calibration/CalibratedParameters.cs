using System.IO.Compression;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Calibration;

/// <summary>What the past years, each forecast by a model that did not know it, tell about a model's points.</summary>
/// <param name="CorrectionScale">How far its corrections are followed.</param>
/// <param name="ErrorSize">How large its errors will be.</param>
/// <param name="Combination">How far parents believe their own forecasts.</param>
internal sealed record CalibratedParameters(CorrectionScale CorrectionScale, ErrorSizeModel ErrorSize, ForecastCombination Combination)
{
    public static CalibratedParameters Estimate(
        IReadOnlyList<CalibrationYear> past, ForecastOptions options, CancellationToken cancellation) => new(
        new CorrectionScale(past.SelectMany(year => year.Corrections)),
        ErrorSizeModel.Train(past, options, cancellation),
        new ForecastCombination(past.SelectMany(year => year.Parents)));

    /// <summary>Writes all of it.</summary>
    public void Write(BinaryWriter parameters, ZipArchive archive)
    {
        CorrectionScale.Write(parameters);
        ErrorSize.Write(parameters, archive);
        Combination.Write(parameters);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static CalibratedParameters Read(BinaryReader parameters, ZipArchive archive) => new(
        CorrectionScale.Read(parameters), ErrorSizeModel.Read(parameters, archive), ForecastCombination.Read(parameters));
}

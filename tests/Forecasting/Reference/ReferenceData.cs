using System.Text.Json;

namespace YouthFunctions.Tests.Forecasting.Reference;

/// <summary>What reference.py computed independently; its docstring names the sources.</summary>
internal sealed record ReferenceData(
    string WrittenBy, double[] Oil, IReadOnlyList<SmoothedLevel> Ses, double Slope, IReadOnlyList<ThetaForecasts> ThetaByLines,
    double[] FirstYear, double[] SecondYear, IReadOnlyList<SeasonalRest> Smoothing, double[] DampedLogs, double[] DampedRoots,
    IReadOnlyList<ReconciledLeaves> Reconciliation, double[] Errors, IReadOnlyList<SampleQuantile> Quantiles,
    IReadOnlyList<HeldError> CentralLevels,
    double[][] Years, double[] Known, IReadOnlyDictionary<string, double> Candidates)
{
    public static ReferenceData Read()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Forecasting", "Reference", "reference.json");
        return JsonSerializer.Deserialize<ReferenceData>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
    }
}

internal sealed record SmoothedLevel(double Alpha, double Level);

internal sealed record ThetaForecasts(double Alpha, double[] Forecasts);

internal sealed record SeasonalRest(double Alpha, double Gamma, double Rest);

internal sealed record ReconciledLeaves(double Total, double[] Points, double[] Weights, double[] Floors, double[] Expected);

internal sealed record SampleQuantile(double P, double Value);

internal sealed record HeldError(double Error, double Level);

using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Parts;

/// <summary>The files of a night's forecast, beside the archive.</summary>
public sealed class ForecastRunFiles(Store store) : RunFiles(store.Container(ContainerName.Forecasts));

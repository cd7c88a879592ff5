using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;

namespace YouthFunctions.Exports.Parts;

/// <summary>The files of a run of the export, beside the snapshots.</summary>
public sealed class ExportRunFiles(Store store) : RunFiles(store.Container(ContainerName.Exports));

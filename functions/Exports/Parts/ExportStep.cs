using YouthFunctions.Jobs.Runs;

namespace YouthFunctions.Exports.Parts;

/// <summary>A step of an export as it is begun: what is clear before its parts, and these.</summary>
/// <param name="Made">What stays as it was in the snapshot before, and what lies between the steps.</param>
/// <param name="Parts">The parts of the step.</param>
/// <param name="Bases">By year, the hash of the plan, targets and units that its files are made from; null where the parts do not
/// go by it.</param>
public sealed record ExportStep(MadeFiles Made, IReadOnlyList<JobPart> Parts, IReadOnlyDictionary<int, string>? Bases = null);

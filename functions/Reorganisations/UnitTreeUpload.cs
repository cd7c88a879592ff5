using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reorganisations;

/// <summary>What an administrator sends of a reorganisation.</summary>
/// <param name="From">The first month of the new tree, as it was written.</param>
/// <param name="Units">The file of the new units.</param>
/// <param name="Succession">The file of who takes over from whom; null or blank for none.</param>
/// <param name="Keys">What becomes of the keys of units that do not go on: <c>end</c>, <c>move</c>, or null for nothing.</param>
public sealed record UnitTreeUpload(string From, string Units, string? Succession, string? Keys)
{
    /// <summary>The month; null when what was written is none.</summary>
    public Month? Month => Analytics.Values.Month.TryParse(From.Trim(), out var month) ? month : null;
}

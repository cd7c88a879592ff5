using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Exports.Parts;

/// <summary>What a province and all below it come to, as of the snapshot's instant.</summary>
/// <param name="Province">The province.</param>
/// <param name="Total">Its packed sum.</param>
/// <param name="IsSimulated">Whether a simulated report is in it.</param>
public sealed record ProvinceTotal(UnitCode Province, byte[] Total, bool IsSimulated);

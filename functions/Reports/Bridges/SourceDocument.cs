namespace YouthFunctions.Reports.Bridges;

/// <summary>One system's entry in the mapping file.</summary>
/// <param name="Unit">The field that holds the unit, for forms.</param>
/// <param name="Period">The field that holds the month, for forms.</param>
/// <param name="Fields">The column of each field or data element, as in a CSV file (<c>trees-planted</c>,
/// <c>trees-planted:ytd</c>, <c>youth-gathered:numerator</c>). A field that stands in several groups is named with its path,
/// a disaggregated data element with its category option combination: <c>ELEMENT.COMBINATION</c>.</param>
/// <param name="Units">The unit of each organisation unit.</param>
/// <param name="Ignored">Fields that are not for us.</param>
/// <param name="Repeats">Repeat groups, and what is made of their entries: <c>sum</c>.</param>
/// <param name="Numbers"><c>vi</c> or <c>en</c> where the system always writes numbers so.</param>
public sealed record SourceDocument(
    string Unit, string Period, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Units,
    IReadOnlyList<string>? Ignored = null, IReadOnlyDictionary<string, string>? Repeats = null, string? Numbers = null);

using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>One report of a file, as read.</summary>
/// <param name="Number">Its row in a sheet, or its place in a list, from 1.</param>
/// <param name="Report">What was read of it; null when nothing could be read from here on.</param>
/// <param name="Faults">What could not be read.</param>
public sealed record SubmittedRow(int Number, SubmittedReport? Report, List<Fault> Faults)
{
    /// <summary>The sheet of a workbook that it stands in; null for other files.</summary>
    public string? Sheet { get; init; }

    /// <summary>Whether it holds only what the template fills in (unit, name, month) and so says nothing.</summary>
    public bool IsBlank { get; init; }
}

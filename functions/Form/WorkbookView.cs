using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Form;

/// <summary>What is looked at of a file with several reports.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">The unit of the form that it came from.</param>
/// <param name="Period">The month of that form.</param>
/// <param name="Content">The file; null when it could not be taken.</param>
/// <param name="Outcome">What storing it would come to, or came to; null when it was not read.</param>
/// <param name="Confirmed">The places of unusual values that the sender says to be right.</param>
/// <param name="Faults">What stands in the way, besides what the rows say of themselves.</param>
public sealed record WorkbookView(
    PageShell Shell, Unit Unit, Month Period, byte[]? Content, BatchOutcome? Outcome, IReadOnlySet<string> Confirmed,
    IReadOnlyList<Fault> Faults)
{
    /// <summary>What stands at a place of the file, as the form says it.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>The units of the form's month, by which codes are named; null when nothing was read.</summary>
    public UnitTree? Units { get; init; }

    /// <summary>Unit and month of a row, as people say them where they are known.</summary>
    public (string Unit, string Period) Place(RowResult row) => (
        UnitCode.TryParse(row.Unit, out var code) && Units is not null && Units.TryGet(code, out var unit) ? unit.Name : row.Unit ?? "",
        MonthText.TryParse(row.Period, out var month) ? FormTexts.Short(month) : row.Period ?? "");

    /// <summary>A place of the file in the page's language.</summary>
    public string Place(string pointer) => Shell.Localizer.Localize(
        pointer.Replace("line ", "dòng ", StringComparison.Ordinal).Replace("column ", "cột ", StringComparison.Ordinal), pointer);

    /// <summary>Whether the reports were stored.</summary>
    public bool IsStored { get; init; }

    /// <summary>The rows that say something.</summary>
    public IEnumerable<RowResult> Rows => Outcome?.Rows.Where(row => row.Status != RowStatus.Skipped) ?? [];

    /// <summary>All that must be mended, each with its place in the file.</summary>
    public IEnumerable<Fault> AllFaults => Faults.Concat(IsStored ? [] : Rows.Where(row => row.IsRefused).SelectMany(row => row.Faults));
}

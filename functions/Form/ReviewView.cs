using YouthFunctions.Calls.Answers;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Form;

/// <summary>What is looked at once more before it is sent.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="State">What is known of the unit and month.</param>
/// <param name="Fields">What was typed; it goes on with the page.</param>
/// <param name="Draft">The report as it would be stored, with what is doubtful.</param>
/// <param name="Faults">Why it was not sent yet.</param>
public sealed record ReviewView(PageShell Shell, FormState State, ReportFields Fields, Report Draft, IReadOnlyList<Fault> Faults);

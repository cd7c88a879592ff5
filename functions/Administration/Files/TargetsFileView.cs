using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Files;

/// <summary>What the page of the workbook of targets shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">Whose units below the workbook is of.</param>
/// <param name="Back">The page of the unit's own targets.</param>
/// <param name="Workbook">Where the workbook is taken.</param>
/// <param name="Upload">Where it is sent.</param>
/// <param name="Problem">What is wrong with what was sent; null for nothing.</param>
public sealed record TargetsFileView(PageShell Shell, Unit Unit, string Back, string Workbook, string Upload, Problem? Problem);

namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>What the cells of all sheets share.</summary>
internal sealed record WorkbookContext(SharedTexts? Texts, CellStyles Styles, bool Is1904);

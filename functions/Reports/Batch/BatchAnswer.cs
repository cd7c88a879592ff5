namespace YouthFunctions.Reports.Batch;

/// <summary>What <see cref="BatchResult"/> writes of a file, a row at a time: this is its shape. When nothing was stored it is a
/// problem (409 or 422) and so has a type and a status too.</summary>
/// <param name="Type">Of a problem; absent when something was stored.</param>
/// <param name="Status">Of a problem; absent when something was stored.</param>
/// <param name="Title">What became of it, in one sentence.</param>
/// <param name="DryRun">Whether it was only tried.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Stored">How many are new revisions.</param>
/// <param name="Valid">How many would be, if this were no trial.</param>
/// <param name="Unchanged">How many were stored before, or change nothing.</param>
/// <param name="Skipped">How many rows of the template were not filled in.</param>
/// <param name="Conflict">How many replace another revision than they say.</param>
/// <param name="Refused">How many break rules, or cannot be read.</param>
/// <param name="Results">A result a row, in the order sent.</param>
public sealed record BatchAnswer(
    string? Type, int? Status, string Title, bool DryRun, int Rows, int Stored, int Valid, int Unchanged, int Skipped, int Conflict,
    int Refused, IReadOnlyList<BatchAnswerRow> Results);

/// <summary>What became of one row.</summary>
/// <param name="Sheet">The sheet of a workbook that it stands in; absent for other files.</param>
/// <param name="Row">Its number in the file.</param>
/// <param name="Unit">As sent; absent when it names none.</param>
/// <param name="Period">As sent; absent when it names none.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Revision">The revision made or found, or the one in the way.</param>
/// <param name="CurrentRevision">The revision that counts now, where it is another.</param>
/// <param name="Confirmed">True when the sender's confirmation of values that stand out was noted.</param>
/// <param name="Errors">What is wrong with it.</param>
/// <param name="Warnings">Values of a stored row that stand out and wait for a confirmation.</param>
public sealed record BatchAnswerRow(
    string? Sheet, int Row, string? Unit, string? Period, RowStatus Status, int? Revision, int? CurrentRevision, bool? Confirmed,
    IReadOnlyList<BatchAnswerFault>? Errors, IReadOnlyList<BatchAnswerFault>? Warnings);

/// <summary>One thing that is wrong with a row, or stands out in it.</summary>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901), or a cell such as <c>B7</c>.</param>
/// <param name="Code">Stable and machine-readable, such as <c>period.closed</c>.</param>
/// <param name="Detail">A sentence that says what to do.</param>
public sealed record BatchAnswerFault(string Pointer, string Code, string Detail);

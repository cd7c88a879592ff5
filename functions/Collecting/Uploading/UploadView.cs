using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Reports.Batch;

namespace YouthFunctions.Collecting.Uploading;

/// <summary>What the page shows on which one file is sent for all units below.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">The unit that sends.</param>
/// <param name="Period">The month that is looked at.</param>
/// <param name="FileName">The file that was looked at; null before one was.</param>
/// <param name="Content">The file as Base64, so that it is not chosen twice; null before it was looked at, and after it was sent.</param>
/// <param name="Outcome">What became of its rows, or would; null before one was looked at.</param>
/// <param name="Refusal">Why the file is not read; null for none.</param>
public sealed record UploadView(
    PageShell Shell, Unit Unit, Month Period, string? FileName, string? Content, BatchOutcome? Outcome, Text? Refusal)
{
    // A page with thousands of rows helps nobody; those that need attention come first.
    private const int MaxRows = 400;

    /// <summary>The rows that say something, those that are refused or asked about first.</summary>
    public IReadOnlyList<RowResult> Rows =>
    [
        .. (Outcome?.Rows ?? []).Where(row => row.Status != RowStatus.Skipped)
            .OrderByDescending(row => row.IsRefused).ThenByDescending(row => row.Warnings.Count > 0).Take(MaxRows),
    ];

    /// <summary>Whether values stand out that wait for a confirmation.</summary>
    public bool HasWarnings => Outcome?.Rows.Any(row => row.Warnings.Count > 0) ?? false;

    /// <summary>Whether the file can be sent as it is.</summary>
    public bool CanSend => Content is not null && Outcome is { IsDryRun: true, AcceptedCount: > 0 };

    /// <summary>What became of a row, in a word.</summary>
    public string Word(RowResult row) => Shell.Localizer.Localize(row.Status switch
    {
        RowStatus.Stored => new Text("Đã lưu", "Stored"),
        RowStatus.Valid => new Text("Sẽ lưu", "Will be stored"),
        RowStatus.Unchanged => new Text("Đã có", "As before"),
        RowStatus.Conflict => new Text("Đã có bản khác", "Another revision"),
        _ => new Text("Sai", "Refused"),
    });
}

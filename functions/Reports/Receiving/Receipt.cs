using System.Globalization;
using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;

namespace YouthFunctions.Reports.Receiving;

/// <summary>What a form app keeps: what was stored, when, as which revision, and where to see it counted.</summary>
/// <param name="Status"><c>stored</c>, <c>unchanged</c> (it was stored before), <c>current</c> (it was asked for) or <c>valid</c> (a
/// trial: it would be stored).</param>
/// <param name="Unit">The reporting unit.</param>
/// <param name="Period">The month reported.</param>
/// <param name="Revision">From 1.</param>
/// <param name="CurrentRevision">The revision that counts now; above <paramref name="Revision"/> when later corrected.</param>
/// <param name="Values">By indicator.</param>
/// <param name="IsWithdrawn">Whether the revision takes the report back.</param>
/// <param name="IsOnTime">Whether the first revision came by the due day.</param>
/// <param name="IsSimulated">Whether the demo made it.</param>
/// <param name="ReceivedUtc">The instant it was stored.</param>
/// <param name="ReceivedBy">The id of the caller who sent it.</param>
/// <param name="Reason">Why it corrects; null for none.</param>
/// <param name="ContentHash">SHA-256 of what it says.</param>
/// <param name="ChainHash">SHA-256 that seals it and all revisions before it.</param>
/// <param name="Review">What a unit above said of it; null for nothing yet.</param>
/// <param name="Links">Where the report, its revisions and the rollup are.</param>
public sealed record Receipt(
    string Status, UnitCode Unit, Month Period, int Revision, int CurrentRevision, IReadOnlyDictionary<IndicatorCode, ValueDocument> Values,
    bool IsWithdrawn, bool IsOnTime, bool IsSimulated, DateTimeOffset ReceivedUtc, string ReceivedBy, string? Reason,
    string ContentHash, string ChainHash, Review? Review, ReceiptLinks Links)
{
    /// <summary>Values that are out of proportion and await confirmation; null for none.</summary>
    public IReadOnlyList<ReceiptWarning>? Warnings { get; init; }

    /// <summary>Who confirmed values that were doubted; null when none was, or nobody has.</summary>
    public Confirmation? Confirmation { get; init; }

    /// <summary>The receipt of a revision.</summary>
    public static Receipt From(string status, Report report, Report current) => new(
        status, report.Unit, report.Period, report.Revision, current.Revision,
        report.Values.OrderBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => ValueDocument.From(pair.Value)),
        report.IsWithdrawn, report.IsOnTime, report.IsSimulated, report.ReceivedUtc, report.ReceivedBy, report.Reason,
        report.ContentHash, report.ChainHash, report.Review, ReceiptLinks.From(report))
    {
        Confirmation = report.Confirmation,
    };

    /// <summary>Answers with the receipt, the ETag of the current revision and, when it was made, its address.</summary>
    public static IResult Answer(HttpResponse response, Language language, int status, string word, Report report, Report current)
    {
        var receipt = From(word, report, current).WithWarnings(report, language);
        response.Headers.ETag = RevisionPrecondition.Tag(current);
        response.Headers.CacheControl = "no-store";
        response.Headers.Location = receipt.Links.Self;
        return Results.Json(receipt, WireJson.Options, statusCode: status);
    }

    /// <summary>Answers with what a report's receipt would be; it has no ETag and no address, for nothing was stored.</summary>
    public static IResult AnswerTrial(Call call, Report report)
    {
        call.Http.Response.Headers.CacheControl = "no-store";
        return Results.Json(From("valid", report, report).WithWarnings(report, call.Language), WireJson.Options);
    }

    private Receipt WithWarnings(Report report, Language language) => this with
    {
        Warnings = report.Doubts.Count == 0 ? null : [.. report.Doubts.Select(doubt => ReceiptWarning.From(doubt, language))],
    };
}

/// <summary>A value that is out of proportion.</summary>
/// <param name="Pointer">Where it stands in a report.</param>
/// <param name="Code"><see cref="DoubtTexts.Code"/>.</param>
/// <param name="Detail">Why, what is usual, and what to do.</param>
/// <param name="Reason">Out of proportion to what; null where it is not known.</param>
/// <param name="UsualLow">The least amount of the month that would not be doubted.</param>
/// <param name="UsualHigh">The largest one; null where nothing bounds it.</param>
public sealed record ReceiptWarning(string Pointer, string Code, string Detail, DoubtReason? Reason, decimal? UsualLow, decimal? UsualHigh)
{
    internal static ReceiptWarning From(ValueDoubt doubt, Language language)
    {
        var question = DoubtTexts.ToFault(doubt, $"/values/{doubt.Indicator}");
        return new(question.Pointer, question.Code, question.Message.In(language), doubt.Why?.Reason, doubt.Why?.Low, doubt.Why?.High);
    }
}

/// <summary>Addresses that belong to a receipt.</summary>
public sealed record ReceiptLinks(string Self, string Revisions, string Rollup)
{
    internal static ReceiptLinks From(Report report)
    {
        var self = $"/api/reports/{report.Unit}/{report.Period}";
        return new(
            self, $"{self}/revisions",
            string.Create(CultureInfo.InvariantCulture, $"/api/rollups/{report.Unit}?year={report.Period.Year}"));
    }
}

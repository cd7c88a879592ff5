using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;

namespace YouthFunctions.Reports.Receiving;

/// <summary>The HTTP answer to what became of a report.</summary>
public static class IntakeAnswers
{
    /// <summary>201 for a new revision, 200 for one stored before, 409 or 412 for a wrong belief, 422 for faults.</summary>
    public static IResult Answer(Call call, IntakeOutcome outcome, RevisionPrecondition expected) => outcome switch
    {
        IntakeOutcome.Stored(var report) =>
            Receipt.Answer(call.Http.Response, call.Language, StatusCodes.Status201Created, "stored", report, report),
        IntakeOutcome.AlreadyStored(var report, var current) =>
            Receipt.Answer(call.Http.Response, call.Language, StatusCodes.Status200OK, "unchanged", report, current),
        IntakeOutcome.Conflict(var current) => Conflict(call, current, expected),
        IntakeOutcome.Refused(var faults) => Problems.Invalid(call, faults),
        _ => throw new InvalidOperationException($"An outcome {outcome.GetType().Name} has no answer."),
    };

    /// <summary>The answer to a trial: 200 and the receipt that it would have, with the status <c>valid</c>; refusals are the
    /// same.</summary>
    public static IResult AnswerTrial(Call call, IntakeOutcome outcome, RevisionPrecondition expected) =>
        outcome is IntakeOutcome.Stored(var report) ? Receipt.AnswerTrial(call, report) : Answer(call, outcome, expected);

    /// <summary>What stands in the way, and what to state to replace it.</summary>
    /// <param name="pointer">Where the fault is shown.</param>
    /// <param name="current">The revision that stands; null for none.</param>
    public static Fault ConflictFault(string pointer, ReportVersion? current) => new(pointer, "revision.exists", WhyConflict(current));

    private static IResult Conflict(Call call, Report? current, RevisionPrecondition expected)
    {
        var fault = ConflictFault("/replaces", current is null ? null : ReportVersion.From(current));
        if (current is not null)
            call.Http.Response.Headers.ETag = RevisionPrecondition.Tag(current);
        return expected.IsHeader
            ? Problems.Create(call, StatusCodes.Status412PreconditionFailed, "revision-changed", fault.Message)
            : Problems.Create(call, StatusCodes.Status409Conflict, "revision-exists", fault.Message, [fault]);
    }

    private static Text WhyConflict(ReportVersion? current)
    {
        if (current is null)
            return new("Báo cáo này chưa có phiên bản nào để thay thế.", "This report has no revision yet that could be replaced.");
        var revision = current.Revision.ToString(CultureInfo.InvariantCulture);
        return current.IsWithdrawn
            ? new($"Báo cáo này đã được rút ở phiên bản {revision}; muốn gửi lại, hãy ghi \"replaces\": {revision}.",
                $"This report was withdrawn in revision {revision}; to report again, state \"replaces\": {revision}.")
            : new($"Đã có báo cáo khác nội dung, phiên bản {revision}; muốn sửa, hãy ghi \"replaces\": {revision} và lý do.",
                $"A different report stands as revision {revision}; to correct it, state \"replaces\": {revision} and the reason.");
    }
}

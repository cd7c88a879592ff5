using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Reports.Batch;

/// <summary>What became of everything that was sent at once: status, title and counts are all made of the rows' results, so that
/// none can say something else than was done.</summary>
/// <param name="Rows">A result a row, in the order sent.</param>
/// <param name="IsDryRun">Whether it was only to be tried.</param>
/// <param name="IsAllOrNothing">Whether all was to be stored or nothing.</param>
public sealed record BatchOutcome(IReadOnlyList<RowResult> Rows, bool IsDryRun, bool IsAllOrNothing)
{
    /// <summary>How many rows ended so.</summary>
    public int Count(RowStatus status) => Rows.Count(row => row.Status == status);

    /// <summary>How many rows were refused, for whatever reason.</summary>
    public int RefusedCount => Rows.Count(row => row.IsRefused);

    /// <summary>How many rows stand in the store, or would.</summary>
    public int AcceptedCount => Rows.Count(row => row.IsAccepted);

    /// <summary>Whether nothing was taken that should have been: the sender must do something, and send it again.</summary>
    public bool IsRefused => AcceptedCount == 0 || (IsAllOrNothing && RefusedCount > 0);

    /// <summary>200 when something was taken (all of it, or what held of it); 409 when all that stands in the way are other
    /// revisions; 422 when nothing was taken for any other reason.</summary>
    public int Status => !IsRefused ? StatusCodes.Status200OK
        : RefusedCount > 0 && RefusedCount == Count(RowStatus.Conflict) ? StatusCodes.Status409Conflict
        : StatusCodes.Status422UnprocessableEntity;

    /// <summary>What was done, in one sentence.</summary>
    public Text Title
    {
        get
        {
            if (RefusedCount + AcceptedCount == 0)
                return new(
                    "Không có báo cáo nào trong nội dung gửi lên; không lưu gì.",
                    "There is no report in what was sent; nothing was stored.");
            var refused = RefusedCount;
            if (IsDryRun)
                return new($"Chạy thử, không lưu gì: {AcceptedCount} báo cáo hợp lệ, {refused} bị từ chối.",
                    $"A trial, nothing was stored: {AcceptedCount} reports would be taken, {refused} refused.");
            if (IsRefused)
                return new($"Không lưu báo cáo nào: {refused} trên {refused + AcceptedCount} báo cáo chưa đúng.",
                    $"Nothing was stored: {refused} of {refused + AcceptedCount} reports are refused.");
            var (stored, unchanged) = (Count(RowStatus.Stored), Count(RowStatus.Unchanged));
            return new($"Đã lưu {stored} báo cáo, {unchanged} đã có từ trước, từ chối {refused}.",
                $"{stored} reports stored, {unchanged} were stored before, {refused} refused.");
        }
    }
}

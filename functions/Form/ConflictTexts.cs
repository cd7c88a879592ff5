using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Form;

/// <summary>What the form says when another report stands than its sender saw.</summary>
internal static class ConflictTexts
{
    /// <summary>These figures came before and were corrected since.</summary>
    public static Fault Corrected(Report known, Report standing) => new("reason", "revision.exists", new Text(
        $"Các số này đã được nhận ở phiên bản {known.Revision} và sau đó được sửa: phiên bản {standing.Revision} đang có "
            + "hiệu lực. Gửi lần nữa sẽ quay lại các số này, xin ghi lý do.",
        $"These figures were received as revision {known.Revision} and corrected since: revision {standing.Revision} "
            + "counts now. Sending again goes back to them, please give the reason."));

    /// <summary>Another report stands, or none does.</summary>
    public static Fault Other(Report? other) => new("reason", "revision.exists", other switch
    {
        { IsWithdrawn: true } => new Text(
            $"Báo cáo tháng này đã được rút ở phiên bản {other.Revision}. Hãy xem lại các số bên dưới; gửi lần nữa là báo "
                + "cáo lại, xin ghi lý do.",
            $"This month's report was withdrawn in revision {other.Revision}. Check the figures below; sending again "
                + "reports anew, please give the reason."),
        _ => new Text(
            "Tháng này đã có một báo cáo khác. Hãy xem lại các số bên dưới; gửi lần nữa sẽ thay báo cáo đó, xin ghi lý do.",
            "Another report of this month stands. Check the figures below; sending again replaces it, please give the "
                + "reason."),
    });
}

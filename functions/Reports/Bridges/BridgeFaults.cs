using YouthFunctions.Calls.Answers;

namespace YouthFunctions.Reports.Bridges;

/// <summary>What can be wrong with what another system sends.</summary>
internal static class BridgeFaults
{
    internal static Fault Unmapped(string pointer) => new(pointer, "field.unmapped", new(
        "Trường này chưa có trong bảng ánh xạ; hãy ánh xạ nó sang một chỉ tiêu hoặc ghi vào mục \"ignored\".",
        "This field is not in the mapping; map it to an indicator, or list it there under \"ignored\"."));

    internal static Fault Duplicate(string pointer, string first) => new(pointer, "field.duplicate", new(
        $"Giá trị này đã có ở {first}; không rõ lấy số nào. Hãy ánh xạ theo đường dẫn đầy đủ.",
        $"This value stands at {first} already; which counts cannot be told. Map each by its whole path."));

    internal static Fault RepeatedValue(string pointer) => new(pointer, "field.repeat", new(
        "Đây là nhóm lặp; bảng ánh xạ phải cho biết cách cộng các mục (\"repeats\": {\"tên nhóm\": \"sum\"}).",
        "This is a repeat group; the mapping must say what its entries make together (\"repeats\": {\"its name\": \"sum\"})."));

    internal static Fault InRepeat(string pointer) => new(pointer, "field.in-repeat", new(
        "Đơn vị, kỳ và phiên bản không thể nằm trong nhóm lặp.", "Unit, month and revision cannot stand in a repeat group."));

    internal static Fault YearToDateInRepeat(string pointer) => new(pointer, "field.repeat-year-to-date", new(
        "Số lũy kế không cộng được qua các mục của nhóm lặp.", "Year-to-date figures of a repeat group's entries do not add up."));

    internal static Fault HalfDeleted(string pointer) => new(pointer, "ratio.half-deleted", new(
        "Chỉ xóa tử số hoặc mẫu số thì tỷ lệ không còn nghĩa; hãy xóa cả hai hoặc gửi số mới.",
        "Without one of its parts a ratio says nothing; delete both, or send the new one."));

    internal static Fault TooMany(string pointer) => new(pointer, "too-many-faults", new(
        $"Có hơn {FaultLimit} lỗi; phần sau chưa được đọc. Hãy sửa các lỗi trên rồi gửi lại.",
        $"There are more than {FaultLimit} faults; what follows was not read. Correct these and send it again."));

    /// <summary>After so many faults reading ends: nobody reads on either.</summary>
    internal const int FaultLimit = 5_000;

    internal static Fault NotExpanded(string pointer) => new(pointer, "field.not-expanded", new(
        "Nhóm lặp này không được gửi kèm; hãy lấy dữ liệu với $expand=*.",
        "This repeat group was not sent along; ask for the data with $expand=*."));

    internal static Fault Disaggregated(string pointer, string combination) => new(pointer, "field.disaggregated", new(
        $"Giá trị này chỉ là phần “{combination}” của chỉ tiêu; hãy ánh xạ riêng (PHẦN_TỬ.{combination}).",
        $"This value is only the part '{combination}' of its data element; map it by itself (ELEMENT.{combination})."));
}

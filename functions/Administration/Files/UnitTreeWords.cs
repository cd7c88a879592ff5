using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Administration.Files;

/// <summary>What a reorganisation did to a unit, in words.</summary>
internal static class UnitTreeWords
{
    /// <summary>What became of a unit.</summary>
    public static Text Fate(UnitFate fate) => fate switch
    {
        UnitFate.Unchanged => new("Giữ nguyên", "Unchanged"),
        UnitFate.Renamed => new("Đổi tên hoặc mã", "Renamed or with a new code"),
        UnitFate.Moved => new("Chuyển sang cấp trên khác", "Moved under another unit"),
        UnitFate.Merged => new("Hợp nhất", "Merged"),
        UnitFate.Divided => new("Chia tách", "Divided"),
        UnitFate.New => new("Mới", "New"),
        UnitFate.Gone => new("Không còn", "Gone"),
        _ => new("Cấp không còn", "Its level is gone"),
    };
}

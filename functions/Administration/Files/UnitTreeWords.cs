using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Values;

namespace YouthFunctions.Administration.Files;

/// <summary>What is said of trees of units.</summary>
internal static class UnitTreeWords
{
    /// <summary>The units of a level.</summary>
    public static Text Level(UnitLevel level) => level switch
    {
        UnitLevel.Province => new("Đơn vị cấp tỉnh", "Provinces"),
        UnitLevel.District => new("Đơn vị cấp huyện", "Districts"),
        UnitLevel.Commune => new("Đơn vị cấp xã", "Communes"),
        _ => new("Trung ương", "Centre"),
    };

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

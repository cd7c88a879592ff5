using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Plan;
using static YouthFunctions.Exports.Datasets.ColumnFactory;

namespace YouthFunctions.Exports.Tables;

/// <summary>What was set out to do, and who the units are.</summary>
public static class PlanTables
{
    /// <summary>Every unit's targets.</summary>
    public static Dataset<TargetRow> Targets { get; } = new(
        "targets", new("Chỉ tiêu được giao", "Targets"),
        new("Một dòng là chỉ tiêu cả năm của một đơn vị. Chỉ tiêu số lượng của các đơn vị cấp dưới cộng lại đúng bằng của cấp trên",
            "A row is a unit's target for the year. Flow targets of the units below add up to their parent's exactly"),
        ["unit", "indicator"],
        [
            .. ForRowUnit<TargetRow>(), ForIndicator<TargetRow>(row => row.Indicator.Code),
            Required<TargetRow>("target", ColumnType.Decimal, new("Chỉ tiêu năm", "Target"),
                new("Số lượng, hoặc tỷ lệ từ 0 đến 1", "An amount, or a share from 0 to 1"), row => (decimal?)row.Target, InUnits),
            Required<TargetRow>("basis", ColumnType.Text, new("Căn cứ phân bổ", "Basis"),
                new("Căn cứ chia chỉ tiêu xuống cấp dưới", "What the division among units follows"), row => row.Basis),
        ]);

    /// <summary>What is measured.</summary>
    public static Dataset<IndicatorRow> Indicators { get; } = new(
        "indicators", new("Danh mục chỉ tiêu", "Indicators"),
        new("Một dòng là một chỉ tiêu trong chương trình của một năm", "A row is an indicator of a year's programme"),
        ["year", "indicator"],
        [
            Required<IndicatorRow>(
                "year", ColumnType.Integer, new("Năm", "Year"), new("Năm công tác", "Calendar year of the plan"), row => row.Year),
            ForIndicator<IndicatorRow>(row => row.Indicator.Code),
            Required<IndicatorRow>(
                "plan_group", ColumnType.Integer, new("Nhóm", "Group"), new("Nhóm trong chương trình", "Group of the programme"),
                row => row.Indicator.Group),
            Required<IndicatorRow>(
                "name_vi", ColumnType.Text, new("Tên tiếng Việt", "Vietnamese name"), new("Như chương trình đã công bố", "As published"),
                row => row.Indicator.Name.Vietnamese),
            Required<IndicatorRow>(
                "name_en", ColumnType.Text, new("Tên tiếng Anh", "English name"), new("Bản dịch", "Translation"),
                row => row.Indicator.Name.English),
            Required<IndicatorRow>("unit_of_measure_vi", ColumnType.Text, new("Đơn vị tính", "Unit of measure (vi)"),
                new("Của số lượng, hoặc của tử số và mẫu số", "Of amounts, or of both parts of a ratio"),
                row => row.Indicator.UnitOfMeasure.Vietnamese),
            Required<IndicatorRow>("unit_of_measure_en", ColumnType.Text, new("Đơn vị tính (tiếng Anh)", "Unit of measure (en)"),
                new("Bản dịch", "Translation"), row => row.Indicator.UnitOfMeasure.English),
            Required<IndicatorRow>("kind", ColumnType.Code, new("Loại", "Kind"),
                new("flow: số lượng, cộng dồn; ratio: tử số trên mẫu số", "flow: amounts that add up; ratio: numerator over denominator"),
                row => row.Indicator.Kind == IndicatorKind.Flow ? "flow" : "ratio", allowed: ["flow", "ratio"]),
            Required<IndicatorRow>("over_time", ColumnType.Code, new("Cộng theo tháng", "Over time"),
                new("sum: các tháng cộng lại; latest: lấy tháng mới nhất", "sum: months add up; latest: the latest month stands"),
                row => row.Indicator.OverTime == OverTime.Sum ? "sum" : "latest", allowed: ["sum", "latest"]),
            Required<IndicatorRow>("over_units", ColumnType.Code, new("Cộng theo đơn vị", "Over units"),
                new("sum: cộng cấp dưới; parent-replaces: số của cấp trên thay thế",
                    "sum: units add up; parent-replaces: a parent's figure stands for all below"),
                row => row.Indicator.OverUnits == OverUnits.Sum ? "sum" : "parent-replaces", allowed: ["sum", "parent-replaces"]),
            Required<IndicatorRow>("direction", ColumnType.Code, new("Chiều", "Direction"),
                new("higher: càng nhiều càng tốt; lower: càng ít càng tốt", "higher: more is better; lower: less is better"),
                row => row.Indicator.Direction == Direction.HigherIsBetter ? "higher" : "lower", allowed: ["higher", "lower"]),
            Required<IndicatorRow>(
                "is_money", ColumnType.Boolean, new("Là tiền", "Money"),
                new($"Số lượng là {Organisation.Current.Currency.Name.Vietnamese}", $"Amounts are {Organisation.Current.Currency.Code}"),
                row => row.Indicator.IsMoney),
            Optional<IndicatorRow>("part_of", ColumnType.Code, new("Là phần của", "Part of"),
                new("Chỉ tiêu tổng; trống khi không phải là phần", "The indicator of which this is a part; empty for a whole"),
                row => row.Indicator.PartOf?.ToString()),
            Optional<IndicatorRow>("national_target", ColumnType.Decimal, new("Chỉ tiêu toàn quốc", "National target"),
                new("Theo chương trình; trống khi mỗi đơn vị tự đặt", "Of the programme; empty where each committee sets its own"),
                row => row.Indicator.Target, InUnits),
        ]);

    /// <summary>The units of every tree.</summary>
    public static Dataset<UnitRow> Units { get; } = new(
        "units", new("Danh mục đơn vị", "Units"),
        Organisation.Current.Exports.Units,
        ["valid_from", "unit"],
        [
            Required<UnitRow>(
                "valid_from", ColumnType.Date, new("Từ tháng", "Valid from"),
                new("Tháng đầu của cây tổ chức", "First month of the tree, as its first day"), row => row.From.FirstDay),
            Optional<UnitRow>("valid_to", ColumnType.Date, new("Đến tháng", "Valid to"),
                new("Tháng cuối của cây tổ chức; trống khi còn hiệu lực", "Last month of the tree, as its first day; empty while in force"),
                row => row.To is { } to ? to.FirstDay : default(Cell)),
            .. ForUnit<UnitRow>(row => row.Unit, row => row.Province),
            Optional<UnitRow>(
                "parent", ColumnType.Code, new("Mã cấp trên", "Parent"),
                new($"Đơn vị cấp trên trực tiếp; trống ở {Organisation.Current.Top.Singular.Vietnamese}",
                    $"The unit directly above; empty for the {Organisation.Current.Top.Singular.English}"),
                row => row.Unit.Parent),
        ]);

    /// <summary>How one tree became the next.</summary>
    public static Dataset<SuccessionRow> Succession { get; } = new(
        "succession", new("Kế tục đơn vị", "Succession"),
        new("Một dòng là một đơn vị cũ nhập (toàn bộ hay một phần) vào một đơn vị mới",
            "A row is an old unit that went, whole or in part, into a new one"),
        ["valid_from", "level", "old_unit", "new_unit"],
        [
            Required<SuccessionRow>(
                "valid_from", ColumnType.Date, new("Từ ngày", "Valid from"),
                new("Ngày đơn vị mới có hiệu lực", "Day on which the new unit came into force"), row => row.Day),
            Required<SuccessionRow>(
                "level", ColumnType.Code, new("Cấp", "Level"), new("Cấp của đơn vị", "Level of the unit in the organisation"),
                row => Level(row.Old.Level), allowed: Levels),
            Required<SuccessionRow>(
                "old_unit", ColumnType.Code, new("Mã cũ", "Old code"), new("Mã trước", "Code before"), row => row.Old.Code),
            Required<SuccessionRow>(
                "old_unit_name", ColumnType.Text, new("Tên cũ", "Old name"), new("Tên trước", "Name before"), row => row.Old.Name),
            Required<SuccessionRow>(
                "new_unit", ColumnType.Code, new("Mã mới", "New code"), new("Mã sau", "Code after"), row => row.New.Code),
            Required<SuccessionRow>(
                "new_unit_name", ColumnType.Text, new("Tên mới", "New name"), new("Tên sau", "Name after"), row => row.New.Name),
            Required<SuccessionRow>("extent", ColumnType.Code, new("Phạm vi", "Extent"),
                new("full: toàn bộ; partial: một phần", "full: all of it; partial: the old unit was divided"),
                row => row.Share < 1 ? "partial" : "full", allowed: ["full", "partial"]),
            Required<SuccessionRow>("share", ColumnType.Number, new("Tỷ phần", "Share"),
                new("Phần số liệu của đơn vị cũ mà đơn vị mới nhận, 0 đến 1",
                    "The part of the old unit's figures that the new one takes over, 0 to 1"), row => (double?)row.Share),
        ]);
}

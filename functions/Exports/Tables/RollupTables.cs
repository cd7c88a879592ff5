using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Datasets;
using static YouthFunctions.Exports.Datasets.ColumnFactory;

namespace YouthFunctions.Exports.Tables;

/// <summary>What reports add up to.</summary>
public static class RollupTables
{
    /// <summary>Every unit's months.</summary>
    public static Dataset<RollupRow> Rollups { get; } = new(
        "rollups", new("Tổng hợp", "Rollups"),
        new("Một dòng là một chỉ tiêu của một đơn vị (cùng mọi đơn vị cấp dưới) trong một tháng",
            "A row is one indicator of a unit, with everything below it, in a month"),
        ["unit", "month", "indicator"],
        [
            .. ForRowUnit<RollupRow>(), ForMonth<RollupRow>(row => row.Month), ForIndicator<RollupRow>(row => row.Indicator),
            OwnColumn("amount", new("Trong tháng", "In the month"),
                new("Số của tháng (số lượng), hoặc tử số của những đơn vị báo cáo trong tháng (tỷ lệ)",
                    "What the month brought (flows), or the numerator of those who reported in it (ratios)"), row => row.Total.Amount),
            TotalColumn("amount_denominator", new("Mẫu số trong tháng", "Denominator in the month"),
                new("Mẫu số của tỷ lệ trong tháng", "Denominator of the ratio in the month"), row => row.Total.Amount),
            OwnColumn("year_to_date", new("Lũy kế", "Year to date"),
                new("Từ tháng 1 đến hết tháng; tỷ lệ: tử số mới nhất của mỗi đơn vị",
                    "From January to this month; ratios: the latest numerator of each unit"),
                row => row.Total.YearToDate),
            TotalColumn("year_to_date_denominator", new("Mẫu số lũy kế", "Year-to-date denominator"),
                new("Mẫu số đi với lũy kế của tỷ lệ", "The denominator that goes with it"), row => row.Total.YearToDate),
            OwnColumn(
                "own_amount", new("Riêng đơn vị", "Own amount"),
                new("Phần do chính đơn vị báo cáo trong tháng", "The part that the unit itself reported"), row => row.Own.Amount),
            TotalColumn(
                "own_amount_denominator", new("Mẫu số riêng", "Own denominator"), new("Mẫu số của phần đó", "Its denominator"),
                row => row.Own.Amount),
            Count("expected", new("Phải báo cáo", "Expected"),
                new("Số đơn vị phải báo cáo chỉ tiêu", "Units expected to report the indicator"), row => row.Total.Expected),
            Count("reported", new("Đã báo cáo", "Reported"), new("Số đơn vị đã báo cáo", "Units that did, expected or not"),
                row => row.Total.Reported),
            Count("on_time", new("Đúng hạn", "On time"), new("Số đơn vị báo cáo đúng hạn", "Units that did by the due day"),
                row => row.Total.OnTime),
            ForSimulated<RollupRow>(row => row.IsSimulated),
            OwnColumn("doubted", new("Chờ xác nhận", "Awaits confirmation"),
                new("Phần của amount chờ xác nhận; tỷ lệ: phần tử số",
                    "The part of amount that awaits confirmation; ratios: of the numerator"), row => row.Total.Doubted),
            OwnColumn("doubted_year_to_date", new("Lũy kế chờ xác nhận", "Year to date that awaits confirmation"),
                new("Phần của year_to_date chờ xác nhận", "The part of year_to_date that awaits confirmation"),
                row => row.Total.DoubtedToDate),
        ]);

    // The lowest level, where the plan asks those between it and the top.
    private static Text NotAsked
    {
        get
        {
            var (levels, lowest) = (Organisation.Current.Levels.Skip(1).SkipLast(1).ToArray(), Organisation.Current.Levels[^1].Singular);
            return levels.Length == 0
                ? new("khi chương trình không yêu cầu", "where the plan does not ask it")
                : new(
                    $"như {lowest.Vietnamese}, khi chương trình chỉ yêu cầu "
                        + string.Join(" và ", levels.Select(level => level.Plural.Vietnamese)),
                    $"a {lowest.English}, where the plan asks {string.Join(" and ", levels.Select(level => level.Plural.English))}");
        }
    }

    /// <summary>Who reported.</summary>
    public static Dataset<CompletenessRow> Completeness { get; } = new(
        "completeness", new("Mức đầy đủ", "Completeness"),
        new("Một dòng là một đơn vị (cùng mọi đơn vị cấp dưới) trong một tháng: bao nhiêu phải báo cáo và bao nhiêu đã báo cáo. Đơn vị "
                + $"không phải báo cáo mà vẫn báo cáo ({NotAsked.Vietnamese}) có trong số đã báo cáo và không "
                + "có trong số phải báo cáo, nên số đã có thể lớn hơn; đơn vị không phải báo cáo và không báo cáo thì không có dòng",
            "A row is a unit, with everything below it, in a month: how many were to report and how many did. A unit that was not expected "
                + $"and reports all the same ({NotAsked.English}) counts as reported and not as "
                + "expected, so that there can be more reported than expected; a unit that neither had to report nor did has no row"),
        ["unit", "month"],
        [
            .. ForRowUnit<CompletenessRow>(), ForMonth<CompletenessRow>(row => row.Month),
            CompletenessCount(
                "units_expected", new("Đơn vị phải báo cáo", "Units expected"), new("Số đơn vị phải báo cáo", "Units expected to report"),
                row => row.Expected, ColumnFactory.Units),
            CompletenessCount("units_complete", new("Đơn vị đủ chỉ tiêu", "Units complete"),
                new("Số đơn vị báo cáo, phải báo cáo hay không, theo chỉ tiêu ít đơn vị báo cáo nhất",
                    "Units that reported, expected or not, by the indicator that the fewest reported"),
                row => row.Reported, ColumnFactory.Units),
            CompletenessCount(
                "values_expected", new("Số liệu phải có", "Values expected"), new("Đơn vị nhân chỉ tiêu", "Units times indicators"),
                row => row.ValuesExpected, Values),
            CompletenessCount(
                "values_reported", new("Số liệu đã có", "Values reported"),
                new("Số liệu đã báo cáo, của đơn vị phải báo cáo hay không", "Values reported, by units expected or not"),
                row => row.ValuesReported, Values),
            CompletenessCount(
                "values_on_time", new("Số liệu đúng hạn", "Values on time"),
                new("Số liệu báo cáo đúng hạn", "Values reported by the due day"), row => row.ValuesOnTime, Values),
        ]);

    private static Text Values { get; } = new("số liệu", "values");

    private static Column<RollupRow> OwnColumn(string name, Text heading, Text meaning, Func<RollupRow, Measure> measure) =>
        Optional<RollupRow>(
            name, ColumnType.Decimal, heading, meaning, row => measure(row) is { IsKnown: true } known ? known.Numerator : default(Cell),
            InUnits);

    private static Column<RollupRow> TotalColumn(string name, Text heading, Text meaning, Func<RollupRow, Measure> measure) =>
        Optional<RollupRow>(
            name, ColumnType.Decimal, heading, meaning, row => measure(row).Denominator, InUnits);

    private static Column<RollupRow> Count(string name, Text heading, Text meaning, Func<RollupRow, Cell> count) =>
        Required(name, ColumnType.Integer, heading, meaning, count, ColumnFactory.Units);

    private static Column<CompletenessRow> CompletenessCount(
        string name, Text heading, Text meaning, Func<CompletenessRow, Cell> count, Text unit) =>
        Required(name, ColumnType.Integer, heading, meaning, count, unit);
}

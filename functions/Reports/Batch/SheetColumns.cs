using System.Globalization;
using YouthFunctions.Hosting;

namespace YouthFunctions.Reports.Batch;

/// <summary>What a column of a sheet holds.</summary>
public enum ColumnKind
{
    /// <summary>Something for people, such as the unit's name.</summary>
    Ignored,

    /// <summary>The unit's code.</summary>
    Unit,

    /// <summary>The month.</summary>
    Period,

    /// <summary>An amount of the month.</summary>
    Amount,

    /// <summary>An amount from January on.</summary>
    YearToDate,

    /// <summary>Of a ratio.</summary>
    Numerator,

    /// <summary>Of a ratio.</summary>
    Denominator,

    /// <summary>The revision replaced.</summary>
    Replaces,

    /// <summary>Why something is corrected.</summary>
    Reason,
}

/// <summary>A column: what it holds and, for values, of which indicator.</summary>
public sealed record Column(ColumnKind Kind, string Indicator)
{
    /// <summary>Whether its cells are numbers.</summary>
    public bool IsNumber => Kind is ColumnKind.Amount or ColumnKind.YearToDate or ColumnKind.Numerator or ColumnKind.Denominator or ColumnKind.Replaces;
}

/// <summary>
/// The head of a sheet. A column is named by <c>unit</c>, <c>period</c>, an indicator (<c>trees-planted</c>, its year to
/// date <c>trees-planted:ytd</c>, or <c>youth-gathered:numerator</c> and <c>:denominator</c>), <c>replaces</c> or
/// <c>reason</c>; a heading for people may stand before, the name then in brackets: <c>Số cây trồng [trees-planted]</c>.
/// </summary>
public static class SheetColumns
{
    /// <summary>The columns of a head; those that cannot be read are named in <paramref name="faults"/>.</summary>
    public static IReadOnlyList<Column> Read(IReadOnlyList<object?> head, List<Fault> faults)
    {
        var columns = head.Select((cell, index) => Read(Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "", index, faults)).ToArray();
        foreach (var twice in columns.Select((column, index) => (column, index)).Where(one => one.column.Kind != ColumnKind.Ignored).GroupBy(one => one.column).Where(group => group.Count() > 1))
            faults.Add(new Fault(Cell(twice.Last().index, 1), "column.duplicate", new("Cột này có hai lần.", "This column stands twice.")));
        foreach (var needed in new[] { ColumnKind.Unit, ColumnKind.Period }.Where(kind => columns.All(column => column.Kind != kind)))
            faults.Add(new Fault("A1", "column.missing", new(
                $"Thiếu cột {(needed == ColumnKind.Unit ? "unit (mã đơn vị)" : "period (kỳ)")}.", $"The column {(needed == ColumnKind.Unit ? "unit" : "period")} is missing.")));
        return columns;
    }

    /// <summary>The name of a cell, such as <c>B7</c>.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="row">From 1.</param>
    public static string Cell(int column, int row)
    {
        var letters = "";
        for (var rest = column; rest >= 0; rest = (rest / 26) - 1)
            letters = (char)('A' + (rest % 26)) + letters;
        return letters + row.ToString(CultureInfo.InvariantCulture);
    }

    private static Column Read(string heading, int index, List<Fault> faults)
    {
        if (ColumnOf(heading) is { } column)
            return column;
        faults.Add(new Fault(Cell(index, 1), "column.unknown", new(
            "Không nhận ra cột này; hãy dùng mẫu của hệ thống.", "This column is not known; use the template.")));
        return new(ColumnKind.Ignored, "");
    }

    /// <summary>The column that a heading names; null for none.</summary>
    public static Column? ColumnOf(string heading)
    {
        var text = heading.Normalize().Trim();
        var open = text.LastIndexOf('[');
        if (open >= 0 && text.EndsWith(']'))
            text = text[(open + 1)..^1].Trim();
        switch (text.ToLowerInvariant())
        {
            case "unit" or "mã đơn vị" or "đơn vị": return new(ColumnKind.Unit, "");
            case "period" or "kỳ" or "kỳ báo cáo" or "tháng": return new(ColumnKind.Period, "");
            case "replaces" or "thay phiên bản": return new(ColumnKind.Replaces, "");
            case "reason" or "lý do": return new(ColumnKind.Reason, "");
            case "" or "name" or "tên" or "tên đơn vị": return new(ColumnKind.Ignored, "");
        }

        var parts = text.ToLowerInvariant().Split(':');
        ColumnKind? kind = parts is [_] ? ColumnKind.Amount : parts is [_, var suffix] ? suffix switch
        {
            "ytd" => ColumnKind.YearToDate,
            "numerator" => ColumnKind.Numerator,
            "denominator" => ColumnKind.Denominator,
            _ => null,
        } : null;
        return kind is { } known && Analytics.Values.IndicatorCode.TryParse(parts[0], out _) ? new(known, parts[0]) : null;
    }
}

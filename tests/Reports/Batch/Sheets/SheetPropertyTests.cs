using System.Globalization;
using System.Text;
using CsCheck;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Wire;
using static YouthFunctions.Tests.Reports.Batch.Sheets.WorkbookMaker;

namespace YouthFunctions.Tests.Reports.Batch.Sheets;

/// <summary>Random reports, written as any program or person may write them: reading finds the same values or a fault, never
/// others.</summary>
public sealed class SheetPropertyTests
{
    private static readonly string[] Formats = ["mm/yyyy", "dd/mm/yyyy", "\"T\"m/yyyy", "#,##0", "0%", "00", "00000", "00-000",
        "0\" nghìn\""];
    private static readonly string[] Units = ["01", "31", "79", "01-001", "04-040", "00001", "00031", "01234"];
    private static readonly string[] Indicators = ["trees-planted", "volunteer-turns", "loans", "startup-projects", "youth-gathered"];

    private sealed record Row(string Unit, Month Month, Dictionary<string, decimal> Values);

    [Fact]
    public async Task Csv() =>
        await Gen.Int[0, int.MaxValue].SampleAsync(
            seed => CheckAsync(new Random(seed), isXlsx: false), seed: "0N0XIzNsQ0O2", iter: 1_500, threads: 1);

    [Fact]
    public Task Xlsx() => WorkbooksAsync(500); // each costs as much as four files of CSV

    [Trait("Category", "siege")]
    [Fact]
    public Task Xlsx_many() => WorkbooksAsync(1_500);

    private static Task WorkbooksAsync(int count) =>
        Gen.Int[0, int.MaxValue].SampleAsync(
            seed => CheckAsync(new Random(seed), isXlsx: true), seed: "0N0XIzNsQ0O2", iter: count, threads: 1);

    [Fact]
    public async Task Without_traps_all_is_found()
    {
        for (var seed = 0; seed < 200; seed++)
            Assert.Equal(1, await CheckAsync(new Random(seed), isXlsx: seed % 2 == 0, hasTraps: false));
    }

    // The share of the values that was found without a fault.
    private static async Task<double> CheckAsync(Random chance, bool isXlsx, bool hasTraps = true)
    {
        var columns = Columns(chance);
        var rows = Units.SelectMany(_ => Enumerable.Range(1, 12), (unit, month) => (unit, month)).OrderBy(_ => chance.Next())
            .Take(chance.Next(1, 12))
            .Select(key =>
                new Row(key.unit, new Month(chance.Next(2021, 2027), key.month), columns.Where(IsValue).Where(_ => chance.Next(5) > 0)
                    .ToDictionary(
                        column => column,
                        _ => (decimal)(chance.Next(3) switch
                        {
                            0 => chance.Next(10),
                            1 => chance.Next(1_000),
                            _ => chance.Next(10_000_000)
                        })))).ToArray();
        var style = (NumberStyle)chance.Next(3);
        var file = isXlsx
            ? Workbook(chance, columns, rows, style, hasTraps)
            : Encode(chance, CsvOf(chance, columns, rows, style, hasTraps));

        var read = await ReadAsync(file, isXlsx, style);

        var expected = rows.ToDictionary(row => (row.Unit, row.Month.ToString()), row => row.Values);
        var found = 0;
        foreach (var sent in read.Where(row => row.Faults.Count == 0))
        {
            var report = sent.Report!;
            if (report is not { Unit: { } unit, Period: { } period } || report.MayLackZeros || !UnitCode.TryParse(unit.Value, out _)
                || MonthText.Parse(period.Value).Kind != MonthTextKind.Month)
                continue; // a fault of the checks that follow
            var values = expected[(unit.Value, period.Value)];
            var numbers = report.Values.SelectMany(value => Parts(value)).ToArray();
            Assert.Equal(
                values.OrderBy(pair => pair.Key, StringComparer.Ordinal), numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal));
            found += numbers.Length;
        }

        var all = rows.Sum(row => row.Values.Count);
        return all == 0 ? 1 : (double)found / all;
    }

    private static IEnumerable<KeyValuePair<string, decimal>> Parts(SubmittedValue value)
    {
        if (value.Amount is { } amount)
            yield return new(value.Code.Value, amount.Value);
        if (value.Numerator is { } numerator)
            yield return new(value.Code.Value + ":numerator", numerator.Value);
        if (value.Denominator is { } denominator)
            yield return new(value.Code.Value + ":denominator", denominator.Value);
    }

    private static bool IsValue(string column) => column is not ("unit" or "period" or "name");

    private static string[] Columns(Random chance)
    {
        var indicators = Indicators.OrderBy(_ => chance.Next()).Take(chance.Next(1, 5))
            .SelectMany(code => code == "youth-gathered" ? new[] { code + ":numerator", code + ":denominator" } : [code]);
        return [.. indicators.Concat(["unit", "period"]).Concat(chance.Next(2) == 0 ? ["name"] : []).OrderBy(_ => chance.Next())];
    }

    private static string Heading(Random chance, string column)
    {
        var name = chance.Next(3) switch
        {
            0 => column.ToUpperInvariant(),
            1 => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(column),
            _ => column
        };
        var text = column switch
        {
            "unit" when chance.Next(2) == 0 => "Mã đơn vị",
            "period" when chance.Next(2) == 0 => "KỲ",
            "name" => "Tên đơn vị",
            _ when chance.Next(2) == 0 => $"Tiêu đề, {column.Length} [{name}]",
            _ => name
        };
        return chance.Next(3) == 0 ? text.Normalize(NormalizationForm.FormD) : text;
    }

    private static string Spelled(Random chance, Month month, bool hasTraps)
    {
        var (year, number, day) = (month.Year, month.Number, month.FirstDay);
        string[] plain =
        [
            $"{month}", $"{year}-{number}", $"{year}/{number:00}", $"{year}{number:00}", $"{number}-{year}", $"{number:00}/{year}",
            $"T{number}/{year}", $"Tháng {number} năm {year}",
            $"tháng\u00a0{number:00}-{year}", $"{month}-01", $"{month}-01T00:00:00",
            day.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            day.AddMonths(1).AddDays(-1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        ];
        string[] traps = [day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), $"{year}.{number}", $"{number}/{year % 100}",
            $"15/{number}/{year}", $"{month}-15", "", "45413"];
        return hasTraps && chance.Next(8) == 0 ? traps[chance.Next(traps.Length)] : plain[chance.Next(plain.Length)];
    }

    private static string Written(Random chance, decimal number, NumberStyle style, bool hasTraps)
    {
        var grouped = style == NumberStyle.English || (style == NumberStyle.Unknown && chance.Next(2) == 0)
            ? number.ToString("#,0", CultureInfo.InvariantCulture)
            : number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');
        return chance.Next(4) switch
        {
            0 when hasTraps || style != NumberStyle.Unknown || grouped.Count(letter => letter is '.' or ',') != 1 => grouped,
            1 => grouped.Replace('.', ' ').Replace(',', '\u00a0'),
            _ => number.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string CsvOf(Random chance, string[] columns, Row[] rows, NumberStyle style, bool hasTraps)
    {
        var delimiter = ",;\t"[chance.Next(3)];
        var end = chance.Next(2) == 0 ? "\r\n" : "\n";
        var (text, extra) = (new StringBuilder(), new string(delimiter, chance.Next(3)));
        if (chance.Next(4) == 0)
            text.Append("sep=").Append(delimiter).Append(end);
        for (var titles = chance.Next(3); titles > 0; titles--)
            text.Append("Báo cáo; tháng, quý").Append(end).Append(end);
        text.AppendJoin(delimiter, columns.Select(column => Field(Heading(chance, column)))).Append(extra).Append(end);
        foreach (var row in rows)
        {
            // Without a name nothing tells that a lone 31 was 00031 before; the other codes have other shapes without zeros.
            var unit = hasTraps && row.Unit != "00031" && chance.Next(10) == 0 ? row.Unit.TrimStart('0') : row.Unit;
            text.AppendJoin(delimiter, columns.Select(column => Field(column switch
            {
                "unit" => unit,
                "period" => Spelled(chance, row.Month, hasTraps),
                "name" => "Tên \"đơn vị\"\n2",
                _ => row.Values.TryGetValue(column, out var number) ? Written(chance, number, style, hasTraps) : "",
            }))).Append(extra).Append(end);
            if (chance.Next(5) == 0)
                text.Append(chance.Next(2) == 0 ? "" : new string(delimiter, columns.Length - 1)).Append(end);
        }

        return text.ToString();

        string Field(string value) =>
            value.AsSpan().IndexOfAny($"{delimiter}\"\n") >= 0 || chance.Next(4) == 0
                ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                : value;
    }

    private static byte[] Encode(Random chance, string text)
    {
        Encoding encoding = chance.Next(4) switch
        {
            0 => Encoding.Unicode,
            1 => Encoding.BigEndianUnicode,
            2 => new UTF8Encoding(true),
            _ => new UTF8Encoding(false)
        };
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    private static byte[] Workbook(Random chance, string[] columns, Row[] rows, NumberStyle style, bool hasTraps)
    {
        var is1904 = chance.Next(2) == 0;
        var sheets = new List<(string, string, string)>();
        foreach (var part in rows.Chunk(chance.Next(1, 6)))
        {
            var own = columns.OrderBy(_ => chance.Next()).ToArray();
            var xml = new StringBuilder();
            var number = 1;
            for (var titles = chance.Next(3); titles > 0; titles--, number += 2)
                xml.Append(WorkbookMaker.Row(number, "Báo cáo tháng"));
            xml.Append(WorkbookMaker.Row(number, [.. own.Select(column => (object?)Heading(chance, column))]));
            foreach (var row in part)
            {
                number += chance.Next(1, 3);
                xml.Append(WorkbookMaker.Row(
                    number,
                    [.. own.Select((column, index) => Cell(chance, column, $"{Name(index)}{number}", row, style, is1904, hasTraps))]));
            }

            sheets.Add(($"Sheet {sheets.Count + 1}", "", xml.ToString()));
            if (chance.Next(4) == 0)
                sheets.Add(($"Lists {sheets.Count + 1}", "hidden", Rows(["01", "02"])));
        }

        if (chance.Next(3) == 0)
            sheets.Insert(0, ("Hướng dẫn", "", Rows(["Cách điền"])));
        return Make([.. sheets], Formats, null, is1904);
    }

    private static object? Cell(Random chance, string column, string pointer, Row row, NumberStyle style, bool is1904, bool hasTraps) =>
        column switch
        {
            "name" => "Tên",
            "unit" => UnitCell(chance, pointer, row.Unit, hasTraps),
            "period" => chance.Next(3) == 0
                ? DayCell(chance, pointer, row.Month, is1904, hasTraps)
                : Spelled(chance, row.Month, hasTraps) is { Length: > 0 } text ? text
                : null,
            _ when !row.Values.TryGetValue(column, out _) => chance.Next(2) == 0 ? null : $"<c r=\"{pointer}\" s=\"4\"/>",
            _ when chance.Next(3) == 0 => Written(chance, row.Values[column], style, hasTraps),
            _ => NumberCell(chance, pointer, row.Values[column], hasTraps),
        };

    private static string NumberCell(Random chance, string pointer, decimal number, bool hasTraps) =>
        (hasTraps ? chance.Next(12) : 2 + chance.Next(3)) switch
        {
            0 => $"<c r=\"{pointer}\" s=\"5\"><v>{number}</v></c>", // %
            1 => $"<c r=\"{pointer}\" s=\"9\"><v>{number}</v></c>", // nghìn
            2 => $"<c r=\"{pointer}\" s=\"4\"><v>{number}</v></c>",
            3 => $"<c r=\"{pointer}\"><f>1+1</f><v>{number}.0</v></c>",
            5 => $"<c r=\"{pointer}\"><f>1+1</f></c>",
            _ => $"<c r=\"{pointer}\"><v>{number}</v></c>",
        };

    private static string UnitCell(Random chance, string pointer, string unit, bool hasTraps)
    {
        var digits = unit.Replace("-", "", StringComparison.Ordinal).TrimStart('0');
        return chance.Next(3) switch
        {
            0 => $"<c r=\"{pointer}\" s=\"{unit.Length switch { 2 => 6, 5 => 7, _ => 8 }}\"><v>{digits}</v></c>",
            1 when hasTraps => $"<c r=\"{pointer}\"><v>{digits}</v></c>",
            _ => $"<c r=\"{pointer}\" t=\"str\"><v>{unit}</v></c>",
        };
    }

    private static string DayCell(Random chance, string pointer, Month month, bool is1904, bool hasTraps)
    {
        var first = month.FirstDay.DayNumber - (is1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30)).DayNumber;
        return (hasTraps ? chance.Next(5) : chance.Next(3)) switch
        {
            0 => $"<c r=\"{pointer}\" s=\"1\"><v>{first + chance.Next(28)}</v></c>",
            1 => $"<c r=\"{pointer}\" s=\"3\"><v>{first}</v></c>",
            2 => $"<c r=\"{pointer}\" t=\"d\"><v>{month}-01</v></c>",
            3 => $"<c r=\"{pointer}\" s=\"2\"><v>{first + chance.Next(28)}</v></c>",
            _ => $"<c r=\"{pointer}\"><v>{first}</v></c>",
        };
    }
}

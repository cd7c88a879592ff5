using System.Text.RegularExpressions;
using YouthFunctions.Administration.Desks;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Administration.Files;

/// <summary>The workbook of the targets of the units below one: a row a unit, a column an indicator. What is set for a unit stands there;
/// a blank cell is divided from above, and the last columns tell what that comes to. Ratios are in per cent.</summary>
internal static partial class TargetsSheet
{
    private const string UnitCode = "unit";
    private const int MaxFaults = 100;

    /// <summary>Writes it, in the organisation's language.</summary>
    public static byte[] Write(ReportingYear year, IReadOnlyList<Unit> units)
    {
        var indicators = year.Plan.Indicators;
        string[] head =
        [
            $"{Say("Mã đơn vị", "Unit code")} [{UnitCode}]", Say("Tên đơn vị", "Unit name"),
            .. indicators.Select(indicator => $"{Name(indicator)} [{indicator.Code}]"),
            .. indicators.Select(indicator => $"{Say("Đang áp dụng", "In force")}: {Name(indicator)}"),
        ];
        return TemplateWorkbook.Write(
            Say("Chỉ tiêu", "Targets"), head, units.Select(unit => (string[])
            [
                unit.Code.ToString(), unit.Name,
                .. indicators.Select(indicator => Text(indicator, year.Targets.SetFor(unit.Code, indicator.Code))),
                .. indicators.Select(indicator => Text(indicator, year.Targets.Find(unit.Code, indicator.Code))),
            ]),
            textColumns: 2);
    }

    /// <summary>The targets of each unit of a workbook.</summary>
    /// <param name="content">The workbook.</param>
    /// <param name="plan">The plan that knows the indicators.</param>
    /// <param name="find">The unit of a code; null for one out of reach.</param>
    /// <param name="faults">Receives what is wrong, by its cell.</param>
    /// <param name="cancel">Stops reading.</param>
    public static Dictionary<Analytics.Values.UnitCode, IReadOnlyDictionary<IndicatorCode, decimal>> Read(
        byte[] content, YearPlan plan, Func<string, Unit?> find, List<Fault> faults, CancellationToken cancel)
    {
        var targets = new Dictionary<Analytics.Values.UnitCode, IReadOnlyDictionary<IndicatorCode, decimal>>();
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var book = WorkbookFile.Open(stream, new ReadLimits(), cancel);
            var sheet = book.Sheets.FirstOrDefault(table => !table.IsHidden);
            Dictionary<int, Indicator>? columns = null;
            foreach (var line in sheet?.Lines(new ReadLimits()) ?? [])
            {
                if (faults.Count >= MaxFaults)
                    break;
                if (columns is null)
                    columns = Head(line, plan);
                else
                    ReadRow(line, sheet!, columns, find, targets, faults);
            }

            if (columns is null)
                faults.Add(new Fault("file", "columns", new Text(
                    "Không thấy dòng tên cột có [unit]; hãy dùng tệp tải ở trang này.",
                    "There is no line of names with [unit]; use the workbook of this page.")));
        }
        catch (UnreadableException error)
        {
            faults.Add(new Fault("file", error.Code, error.Text));
        }

        return targets;
    }

    private static Dictionary<int, Indicator>? Head(SheetLine line, YearPlan plan)
    {
        var named = line.Cells.Select(cell => (cell.Column, Code: InBrackets().Match(cell.Text).Groups[1].Value))
            .Where(cell => cell.Code.Length > 0).ToArray();
        if (named.All(cell => cell.Code != UnitCode))
            return null;
        return named.Select(cell => (cell.Column, Known: IndicatorCode.TryParse(cell.Code, out var code) ? plan.Find(code) : null))
            .Where(cell => cell.Known is not null).ToDictionary(cell => cell.Column, cell => cell.Known!);
    }

    private static void ReadRow(
        SheetLine line, SheetTable sheet, Dictionary<int, Indicator> columns, Func<string, Unit?> find,
        Dictionary<Analytics.Values.UnitCode, IReadOnlyDictionary<IndicatorCode, decimal>> targets, List<Fault> faults)
    {
        var place = new SheetPlace(sheet.Name);
        if (line.At(0) is not { } code)
            return; // a note, or a line of sums
        if (code.Kind != CellKind.Text || find(code.Text.Trim()) is not { } unit)
        {
            var sample = Organisation.Current.First.SampleCode;
            faults.Add(new Fault(place.Cell(0, line.Number), "unit.unknown", new Text(
                $"Ô {place.Cell(0, line.Number)}: không có đơn vị này trong phạm vi của bạn; mã là chữ, như {sample}.",
                $"Cell {place.Cell(0, line.Number)}: there is no such unit within your reach; codes are text, such as {sample}.")));
            return;
        }

        var row = new Dictionary<IndicatorCode, decimal>();
        foreach (var (column, indicator) in columns)
            if (line.At(column) is { } cell && Number(cell, indicator, place.Cell(column, line.Number), faults) is { } number)
                row[indicator.Code] = number;
        if (!targets.TryAdd(unit.Code, row))
            faults.Add(new Fault(place.Cell(0, line.Number), "unit.duplicate", new Text(
                $"Đơn vị {unit.Code} đã có ở một dòng trên.", $"The unit {unit.Code} stands in a line above already.")));
    }

    private static decimal? Number(SheetCell cell, Indicator indicator, string pointer, List<Fault> faults)
    {
        var isRatio = indicator.Kind == IndicatorKind.Ratio;
        if (isRatio && cell is { Kind: CellKind.Number, Format.IsPercent: true })
            return decimal.Round((decimal)cell.Number, 6);
        var before = faults.Count;
        var read = cell.Kind == CellKind.Text
            ? TargetText.Read(cell.Text.Trim(), pointer, indicator.Kind, faults)
            : SheetNumber.Read(cell, pointer, NumberStyle.Unknown, new Lazy<SheetEvidence>(SheetEvidence.None), faults)?.Value
                / (isRatio ? 100 : 1);
        for (var i = before; i < faults.Count; i++) // the page shows the sentence alone
            faults[i] = faults[i] with
            {
                Message = new Text($"Ô {pointer}: {faults[i].Message.Vietnamese}", $"Cell {pointer}: {faults[i].Message.English}"),
            };
        return read;
    }

    private static string Name(Indicator indicator) =>
        $"{Say(indicator.Name)} ({(indicator.Kind == IndicatorKind.Ratio ? "%" : Say(indicator.UnitOfMeasure))})";

    private static string Say(Text text) => text.In(Organisation.Current.Language);

    private static string Say(string vietnamese, string english) => Say(new Text(vietnamese, english));

    private static string Text(Indicator indicator, decimal? target) => target is { } number ? TargetText.Write(indicator, number) : "";

    [GeneratedRegex(@"\[([^\[\]]+)\]\s*$")]
    private static partial Regex InBrackets();
}

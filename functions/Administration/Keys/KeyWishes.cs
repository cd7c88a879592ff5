using Sylvan.Data.Csv;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Administration.Keys;

/// <summary>Reads which keys are to be made: of all units of a level below one, or of a list.</summary>
public static class KeyWishes
{
    /// <summary>How many are made at once.</summary>
    public const int Most = 1000;

    private const int MaxFaults = 50;
    private static readonly string[] UnitNames = ["unit", "don vi", "ma don vi"];
    private static readonly string[] RoleNames = ["role", "roles", "vai tro"];
    private static readonly string[] LabelNames = ["label", "ten", "nguoi giu"];

    /// <summary>One for each unit of a level at or below a unit.</summary>
    public static IReadOnlyList<KeyWish> OfLevel(UnitTree tree, Unit top, UnitLevel level, Role roles, List<Fault> faults)
    {
        if (roles == Role.None)
            faults.Add(new Fault("roles", "role.missing", new Text("Hãy chọn ít nhất một vai trò.", "Choose at least one role.")));
        KeyWish[] wishes = [.. tree.SubTree(top.Code).Where(unit => unit.Level == level)
            .Select(unit => new KeyWish(unit, roles, unit.Name))];
        if (wishes.Length is 0 or > Most)
            faults.Add(new Fault("level", "level.count", new Text(
                $"{top.Name} có {wishes.Length} đơn vị cấp này; mỗi lần từ 1 đến {Most}.",
                $"{top.Name} has {wishes.Length} units of this level; 1 to {Most} are made at once.")));
        return wishes;
    }

    /// <summary>Those of a list: <c>unit,roles,label</c> with a first line of names; several roles of one key are parted by
    /// <c>+</c>.</summary>
    public static async Task<IReadOnlyList<KeyWish>> OfListAsync(
        string text, Func<string, Unit?> find, List<Fault> faults, CancellationToken cancel)
    {
        var wishes = new List<KeyWish>();
        try
        {
            await using var csv = await CsvDataReader.CreateAsync(new StringReader(text.TrimStart('\ufeff', '\r', '\n')), cancel: cancel);
            int Column(string[] names) => Enumerable.Range(0, csv.FieldCount)
                .FirstOrDefault(index => names.Contains(FoldedText.Fold(csv.GetName(index))), -1);
            var (unitColumn, roleColumn, labelColumn) = (Column(UnitNames), Column(RoleNames), Column(LabelNames));
            if (unitColumn < 0 || roleColumn < 0)
            {
                faults.Add(new Fault("list", "columns", new Text(
                    "Dòng đầu cần các cột unit, roles và nếu muốn label.",
                    "The first line names the columns unit, roles and, if you like, label.")));
                return wishes;
            }

            for (var line = 2; await csv.ReadAsync(cancel) && faults.Count < MaxFaults && wishes.Count <= Most; line++)
                Read(line, csv.GetString(unitColumn), csv.GetString(roleColumn), labelColumn < 0 ? "" : csv.GetString(labelColumn));
        }
        catch (Exception error) when (error is CsvFormatException or CsvMissingHeadersException or CsvRecordTooLargeException
            or CsvConfigurationException or ArgumentOutOfRangeException)
        {
            faults.Add(new Fault("list", "list.form", new Text(
                "Không đọc được danh sách; cần CSV có dòng đầu.", "The list cannot be read: CSV with a first line of names is needed.")));
        }

        if (faults.Count == 0 && wishes.Count is 0 or > Most)
            faults.Add(new Fault("list", "list.count", new Text($"Cần từ 1 đến {Most} dòng.", $"1 to {Most} lines are needed.")));
        return wishes;

        void Read(int line, string code, string roles, string label)
        {
            var unit = find(code.Trim());
            var sum = Role.None;
            foreach (var word in roles.Split(['+', '|', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
                if (Roles.Parse(word) is { } role)
                    sum |= role;
                else
                    faults.Add(new Fault("list", "role.unknown", new Text(
                        $"Dòng {line}: không có vai trò “{word}”; có reporter, leader, analyst, administrator.",
                        $"Line {line}: there is no role '{word}'; there are reporter, leader, analyst and administrator.")));
            var clean = label.Trim().Length == 0 ? unit?.Name : PrintableText.Clean(label, ManageKeys.MaxLabelLength);
            if (unit is null)
                faults.Add(new Fault("list", "unit.unknown", new Text(
                    $"Dòng {line}: không có đơn vị {code} trong phạm vi của bạn.",
                    $"Line {line}: there is no unit {code} within your reach.")));
            if (clean is null && unit is not null)
                faults.Add(new Fault("list", "label.length", new Text(
                    $"Dòng {line}: tên người giữ tối đa {ManageKeys.MaxLabelLength} ký tự in được.",
                    $"Line {line}: a label has {ManageKeys.MaxLabelLength} printable characters at most.")));
            if (sum == Role.None && roles.Trim().Length == 0)
                faults.Add(new Fault("list", "role.missing", new Text($"Dòng {line}: thiếu vai trò.", $"Line {line}: a role is missing.")));
            if (unit is not null && sum != Role.None && clean is not null)
                wishes.Add(new KeyWish(unit, sum, clean));
        }
    }
}

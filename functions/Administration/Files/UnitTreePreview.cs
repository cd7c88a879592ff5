using YouthFunctions.Administration.Desks;
using YouthFunctions.Pages;
using YouthFunctions.Reorganisations;
using YouthFunctions.Successions;

namespace YouthFunctions.Administration.Files;

/// <summary>What a new tree of units does, line by line, for whoever decides on it.</summary>
internal static class UnitTreePreview
{
    private const int MaxNamed = 20;

    /// <summary>The lines: numbers by level, numbers by fate, who is named nowhere, what changes, keys and targets.</summary>
    /// <param name="localizer">The reader's language.</param>
    /// <param name="overview">What the tree does.</param>
    /// <param name="keys">What becomes of keys: <c>end</c>, <c>move</c>, or null for nothing.</param>
    public static IReadOnlyList<ConfirmLine> Create(Localizer localizer, UnitTreeOverview overview, string? keys)
    {
        var unmapped = overview.Unmapped.GroupBy(unit => unit.Tree).SelectMany(tree => tree.Take(MaxNamed));
        return
        [
            .. overview.Levels.Where(level => level.Before + level.After > 0).Select(level => new ConfirmLine(
                localizer.Localize(LevelWords.Heading(level.Level)), localizer.FormatInteger(level.Before),
                localizer.FormatInteger(level.After))),
            .. overview.Fates.Where(fate => fate.Before + fate.After > 0).Select(fate => new ConfirmLine(
                localizer.Localize(UnitTreeWords.Fate(fate.Fate)), fate.Before > 0 ? localizer.FormatInteger(fate.Before) : "",
                fate.After > 0 ? localizer.FormatInteger(fate.After) : "")),
            Line("Tiếp tục vì giữ cả mã và tên, không có trong tệp kế tục", "Going on by code and name, without a line of the file",
                overview.Kept),
            Line("Đơn vị cũ chưa có nơi nhận", "Old units that nobody takes over", overview.UnmappedOld),
            Line("Đơn vị mới không nhận từ đâu", "New units that take over from nobody", overview.UnmappedLater),
            .. unmapped.Select(unit => Unmapped(localizer, unit)),
            .. overview.Changes.Take(MaxNamed).Select(change => new ConfirmLine(
                $"{change.Name} ({change.Unit})",
                string.Join(", ", change.Predecessors.Take(MaxNamed).Select(old => $"{old.Name} ({old.Unit})")),
                localizer.Localize(UnitTreeWords.Fate(change.Fate)))),
            Keys(localizer, keys, overview.KeysConcerned),
            .. overview.Keys.Take(MaxNamed).Select(key => new ConfirmLine(
                $"{key.Label} ({key.Id})", $"{key.Name} ({key.Unit})", (keys, key.WithMove) switch
                {
                    (null, _) => localizer.Localize("giữ nguyên, chỉ thấy số liệu trước ngày này", "stays, for what was before that day"),
                    ("move", "moves") => string.Join(", ", key.Heirs),
                    _ => localizer.Localize("kết thúc", "ends"),
                })),
            .. overview.TargetsSet == 0 ? [] : new[]
            {
                new ConfirmLine(
                    localizer.Localize("Chỉ tiêu đã đặt riêng cho đơn vị", "Targets set for single units"),
                    localizer.FormatInteger(overview.TargetsSet),
                    localizer.Localize("ở lại theo mã: hãy đặt lại cho đơn vị mới", "stay by code: set them anew for the new units")),
            },
        ];

        ConfirmLine Line(string vietnamese, string english, int count) =>
            new(localizer.Localize(vietnamese, english), "", localizer.FormatInteger(count));
    }

    /// <summary>A unit that the file names nowhere, and what becomes of it.</summary>
    public static ConfirmLine Unmapped(Localizer localizer, SuccessionOverviewUnit unit)
    {
        var isOld = unit.Tree == "old";
        return new ConfirmLine(
            $"{unit.Name} ({unit.Unit})", isOld ? localizer.Localize("đơn vị cũ", "old unit") : "", isOld
                ? localizer.Localize("chưa có nơi nhận: đi theo đơn vị cấp trên", "nobody takes over: goes where the unit above goes")
                : localizer.Localize("đơn vị mới, không nhận từ đâu", "new unit, takes over from nobody"));
    }

    /// <summary>How many keys are concerned.</summary>
    /// <param name="localizer">The reader's language.</param>
    /// <param name="fate">What becomes of them: <c>end</c>, <c>move</c>, or anything else for nothing.</param>
    /// <param name="count">How many there are.</param>
    public static ConfirmLine Keys(Localizer localizer, string? fate, int count) => new(
        fate switch
        {
            "move" => localizer.Localize("Khóa sẽ chuyển hoặc kết thúc", "Keys that will move or end"),
            "end" => localizer.Localize("Khóa sẽ kết thúc", "Keys that will end"),
            _ => localizer.Localize("Khóa của đơn vị không còn", "Keys of units that are gone"),
        },
        "", localizer.FormatInteger(count));
}

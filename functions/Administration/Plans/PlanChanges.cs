using System.Globalization;
using YouthFunctions.Administration.Desks;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan;

namespace YouthFunctions.Administration.Plans;

/// <summary>What differs between two plans of a year, in words.</summary>
internal static class PlanChanges
{
    private static readonly (Text Name, Func<Indicator, Localizer, string> Value)[] Members =
    [
        (new("nhóm", "group"), (indicator, _) => indicator.Group.ToString(CultureInfo.InvariantCulture)),
        (new("tên tiếng Việt", "name in Vietnamese"), (indicator, _) => indicator.Name.Vietnamese),
        (new("tên tiếng Anh", "name in English"), (indicator, _) => indicator.Name.English),
        (new("đơn vị tính", "unit of measure"), (indicator, _) =>
            $"{indicator.UnitOfMeasure.Vietnamese} / {indicator.UnitOfMeasure.English}"),
        (new("loại", "kind"), (indicator, localizer) => Name(localizer, PlanWords.Kinds, indicator.Kind)),
        (new("các tháng", "months"), (indicator, localizer) => Name(localizer, PlanWords.OverTime, indicator.OverTime)),
        (new("các đơn vị", "units"), (indicator, localizer) => Name(localizer, PlanWords.OverUnits, indicator.OverUnits)),
        (new("chiều tốt", "better"), (indicator, localizer) => Name(localizer, PlanWords.Directions, indicator.Direction)),
        (new("là tiền", "money"), (indicator, localizer) =>
            indicator.IsMoney ? localizer.Localize("có", "yes") : localizer.Localize("không", "no")),
        (new("số chữ số thập phân", "decimals"), (indicator, _) => indicator.Decimals.ToString(CultureInfo.InvariantCulture)),
        (new("phân bổ theo", "divided by"), (indicator, localizer) => Name(localizer, PlanWords.Weights, indicator.Weights)),
        (new("chỉ tiêu toàn quốc", "national target"), (indicator, localizer) => indicator.Target is { } target
            ? TargetsDesk.Write(localizer, indicator, target) : localizer.Localize("mỗi đơn vị tự đặt", "set by each unit")),
        (new("là phần của", "part of"), (indicator, _) => indicator.PartOf?.ToString() ?? "–"),
    ];

    /// <summary>Each difference; none for the same plan.</summary>
    public static IReadOnlyList<ConfirmLine> Between(YearPlan before, YearPlan after, Localizer localizer)
    {
        var lines = new List<ConfirmLine>();
        Add(localizer.Localize("Chủ đề, tiếng Việt", "Theme in Vietnamese"), before.Theme.Vietnamese, after.Theme.Vietnamese);
        Add(localizer.Localize("Chủ đề, tiếng Anh", "Theme in English"), before.Theme.English, after.Theme.English);
        Add(localizer.Localize("Văn bản", "Document"), before.Source, after.Source);
        Add(localizer.Localize("Cấp phải báo cáo", "Levels that report"), LevelsOf(before), LevelsOf(after));
        foreach (var old in before.Indicators)
        {
            var name = localizer.Localize(old.Name);
            if (after.Find(old.Code) is not { } now)
                lines.Add(new(name, localizer.Localize("trong chương trình", "in the plan"), localizer.Localize("bỏ", "taken out")));
            else
                foreach (var (member, value) in Members)
                    Add($"{name}: {localizer.Localize(member)}", value(old, localizer), value(now, localizer));
        }

        foreach (var added in after.Indicators.Where(added => before.Find(added.Code) is null))
            lines.Add(new(
                localizer.Localize(added.Name), "–", localizer.Localize("thêm: ", "added: ") + string.Join("; ", Members
                    .Where(member => member.Value(added, localizer).Length > 0)
                    .Select(member => $"{localizer.Localize(member.Name)} {member.Value(added, localizer)}"))));
        return lines;

        void Add(string what, string was, string willBe)
        {
            if (was != willBe)
                lines.Add(new(what, was, willBe));
        }

        string LevelsOf(YearPlan plan) => string.Join(", ", PlanWords.Levels.Where(level => plan.Expects(level.Level))
            .Select(level => localizer.Localize(level.Name)));
    }

    private static string Name<T>(Localizer localizer, IReadOnlyList<(string Value, Text Name)> choices, T value) where T : struct, Enum =>
        localizer.Localize(PlanWords.NameOf(choices, value.ToString()));
}

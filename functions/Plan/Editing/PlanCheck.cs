using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Units;

namespace YouthFunctions.Plan.Editing;

/// <summary>What a plan must hold to be taken.</summary>
public static class PlanCheck
{
    // A unit's year of every indicator is packed in one property of 64 KiB; 19 indicators take 2.4 KB.
    private const int MaxIndicators = 100;
    private const int MaxDecimals = 4;
    private const int MaxTextLength = 300;

    /// <summary>Every fault of a plan for a year; none when it can be taken.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="year">The year that it is for.</param>
    /// <param name="register">The trees of units, of which one may begin within the year.</param>
    public static IEnumerable<Fault> Faults(YearPlan plan, int year, UnitRegister register)
    {
        var reorganised = register.TreeOf(year) is var tree && tree != register.TreeOf(new Month(year, 1)) ? tree.From : (Month?)null;
        if (plan.Year != year)
            yield return new Fault(
                "/year", "plan.year", new($"Chương trình này không phải của năm {year}.", $"This plan is not of {year}."));
        if (IsInvalid(plan.Theme))
            yield return new Fault("/theme", "text.length", TextNeeded);
        if (plan.ReportingLevels.Count == 0)
            yield return new Fault(
                "/reportingLevels", "plan.levels", new("Cần ít nhất một cấp báo cáo.", "At least one level must report."));
        if (plan.Indicators.Count is 0 or > MaxIndicators)
            yield return new Fault(
                "/indicators", "plan.size", new($"Cần 1 đến {MaxIndicators} chỉ tiêu.", $"1 to {MaxIndicators} indicators are needed."));
        var seen = new HashSet<IndicatorCode>();
        for (var i = 0; i < plan.Indicators.Count; i++)
        {
            if (!seen.Add(plan.Indicators[i].Code))
                yield return new Fault(
                    $"/indicators/{i}/code", "indicator.duplicate",
                    new("Mã chỉ tiêu này đã có ở trên.", "This code stands above already."));
            foreach (var fault in Faults(plan, plan.Indicators[i], $"/indicators/{i}"))
                yield return fault;
            // What a province said of all its communes cannot be told from what the same communes, under another, say later.
            if (reorganised is { } from && plan.Indicators[i] is { OverUnits: OverUnits.ParentReplaces, OverTime: OverTime.Latest })
                yield return new Fault($"/indicators/{i}/overUnits", "indicator.reorganised", new(
                    $"Đơn vị được sắp xếp lại từ {from}: mức mới nhất của cấp trên không tách được cho đơn vị mới. Chọn sum cho năm này.",
                    $"Units are reorganised from {from}: a level that stands for all below cannot be told apart among the new units. "
                        + "Choose sum in this year."));
        }
    }

    /// <summary>What cannot be changed any more once a year has begun, because reports may hold it: no sum could be made right.</summary>
    /// <param name="plan">The plan wanted.</param>
    /// <param name="before">The plan that stands.</param>
    public static IEnumerable<Fault> FaultsOfChange(YearPlan plan, YearPlan before)
    {
        foreach (var old in before.Indicators)
        {
            var at = plan.Indicators.Select((indicator, index) => (indicator, index))
                .FirstOrDefault(pair => pair.indicator.Code == old.Code);
            if (at.indicator is not { } now)
                yield return new Fault("/indicators", "indicator.removed", new(
                    $"Năm {plan.Year} đã bắt đầu: không bỏ được chỉ tiêu {old.Code}.",
                    $"The year {plan.Year} has begun: the indicator {old.Code} cannot be taken out."));
            else if (now.Kind != old.Kind)
                yield return new Fault($"/indicators/{at.index}/kind", "indicator.kind-changed", new(
                    $"Năm {plan.Year} đã bắt đầu: báo cáo đã nhận không đổi được từ số lượng sang tỷ lệ hay ngược lại. Dùng mã mới.",
                    $"The year {plan.Year} has begun: what was reported cannot turn from an amount into a ratio or back. Use a new code."));
            else if (now.Decimals < old.Decimals)
                yield return new Fault($"/indicators/{at.index}/decimals", "indicator.decimals-lowered", new(
                    $"Năm {plan.Year} đã bắt đầu: số liệu đã nhận có thể có {old.Decimals} chữ số thập phân.",
                    $"The year {plan.Year} has begun: what was reported may have {old.Decimals} decimals."));
        }
    }

    /// <summary>Why indicators cannot be taken out, or get another code, before the year has begun: activities name them.</summary>
    /// <param name="plan">The plan wanted.</param>
    /// <param name="before">The plan that stands.</param>
    /// <param name="activities">The large activities of the year.</param>
    public static IEnumerable<Fault> FaultsOfRemoval(YearPlan plan, YearPlan before, IReadOnlyList<Activity> activities) =>
        from old in before.Indicators
        where plan.Find(old.Code) is null
        let naming = activities.FirstOrDefault(activity => activity.Indicators.Contains(old.Code))
        where naming is not null
        select new Fault("/indicators", "indicator.in-activity", new(
            $"Hoạt động “{naming.Name.Vietnamese}” nêu chỉ tiêu {old.Code}: hãy bỏ chỉ tiêu này khỏi các hoạt động trước.",
            $"The activity '{naming.Name.English}' names the indicator {old.Code}: take it out of the activities first."));

    private static IEnumerable<Fault> Faults(YearPlan plan, Indicator indicator, string pointer)
    {
        if (indicator.Group < 1)
            yield return new Fault($"{pointer}/group", "indicator.group", new("Nhóm bắt đầu từ 1.", "Groups count from 1."));
        if (IsInvalid(indicator.Name))
            yield return new Fault($"{pointer}/name", "text.length", TextNeeded);
        if (IsInvalid(indicator.UnitOfMeasure))
            yield return new Fault($"{pointer}/unitOfMeasure", "text.length", TextNeeded);
        if (indicator.Decimals is < 0 or > MaxDecimals)
            yield return new Fault(
                $"{pointer}/decimals", "indicator.decimals",
                new($"Từ 0 đến {MaxDecimals} chữ số thập phân.", $"0 to {MaxDecimals} decimals."));
        if (indicator.Target is { } target
            && (target is < 0 or > Targets.Limit || (indicator.Kind == IndicatorKind.Ratio && target > 1)
                || decimal.Round(
                    target, indicator.Kind == IndicatorKind.Ratio ? MaxDecimals : Math.Clamp(indicator.Decimals, 0, MaxDecimals))
                    != target))
            yield return new Fault($"{pointer}/target", "indicator.target", new(
                "Chỉ tiêu không âm, tối đa 10¹⁸; tỷ lệ nằm trong khoảng 0 đến 1; số chữ số thập phân theo chỉ tiêu.",
                "A target is not negative and 10¹⁸ at most, a ratio's lies in 0 to 1, and it has no more decimals than its amounts."));
        if (indicator.PartOf is { } whole
            && (plan.Find(whole) is not { PartOf: null } item || item.Rule with { Code = indicator.Code } != indicator.Rule))
            yield return new Fault($"{pointer}/partOf", "indicator.whole", new(
                "Chỉ tiêu tổng phải có trong chương trình, cùng loại và cách cộng, và không là phần của chỉ tiêu khác.",
                "The whole must be in the plan, of the same kind and adding up the same way, and no part itself."));
    }

    private static bool IsInvalid(Text text) =>
        new[] { text.Vietnamese, text.English }.Any(words => PrintableText.Clean(words, MaxTextLength)
            is not { } kept || kept != words);

    private static Text TextNeeded => new(
        $"Cần tiếng Việt và tiếng Anh, tối đa {MaxTextLength} ký tự, Unicode dựng sẵn (NFC).",
        $"Vietnamese and English are needed, {MaxTextLength} characters at most, in Unicode NFC.");
}

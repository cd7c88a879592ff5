using System.Globalization;
using YouthFunctions.Administration.Desks;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan;
using YouthFunctions.Values;

namespace YouthFunctions.Administration.Plans;

/// <summary>The fields in which a plan is typed: what stands in them, and what was typed.</summary>
internal static class PlanFields
{
    /// <summary>The fields of the year itself.</summary>
    public static IReadOnlyList<string> OfYear { get; } =
        ["year", "tag", "step", "theme-vi", "theme-en", "source", .. PlanWords.Levels.Select(level => $"level-{level.Level}")];

    /// <summary>The fields of an indicator.</summary>
    public static IReadOnlyList<string> OfIndicator { get; } =
    [
        "year", "tag", "step", "was", "code", "group", "name-vi", "name-en", "unit-vi", "unit-en", "kind", "overTime", "overUnits",
        "direction", "isMoney", "decimals", "weights", "target", "partOf",
    ];

    /// <summary>What stands in the fields of an indicator; of a new one for null.</summary>
    public static Dictionary<string, string> Write(Indicator? indicator) => new()
    {
        ["was"] = indicator?.Code.ToString() ?? "",
        ["code"] = indicator?.Code.ToString() ?? "",
        ["group"] = Number(indicator?.Group ?? 1),
        ["name-vi"] = indicator?.Name.Vietnamese ?? "",
        ["name-en"] = indicator?.Name.English ?? "",
        ["unit-vi"] = indicator?.UnitOfMeasure.Vietnamese ?? "",
        ["unit-en"] = indicator?.UnitOfMeasure.English ?? "",
        ["kind"] = (indicator?.Kind ?? IndicatorKind.Flow).ToString(),
        ["overTime"] = (indicator?.OverTime ?? OverTime.Sum).ToString(),
        ["overUnits"] = (indicator?.OverUnits ?? OverUnits.Sum).ToString(),
        ["direction"] = (indicator?.Direction ?? Direction.HigherIsBetter).ToString(),
        ["isMoney"] = indicator?.IsMoney == true ? "true" : "",
        ["decimals"] = Number(indicator?.Decimals ?? 0),
        ["weights"] = (indicator?.Weights ?? AllocationWeights.Youth).ToString(),
        ["target"] = indicator?.Target is { } target ? TargetText.Write(indicator, target) : "",
        ["partOf"] = indicator?.PartOf?.ToString() ?? "",
    };

    /// <summary>The indicator that was typed; null with the faults of what cannot be read.</summary>
    public static Indicator? ReadIndicator(IReadOnlyDictionary<string, string> typed, List<Fault> faults)
    {
        var before = faults.Count;
        if (!IndicatorCode.TryParse(typed["code"], out var code))
            faults.Add(new Fault("code", "indicator.form", new(
                "Mã gồm chữ thường không dấu, số và dấu gạch nối.",
                "A code has small letters, digits and hyphens.")));
        IndicatorCode? partOf = null;
        if (typed["partOf"].Length > 0 && IndicatorCode.TryParse(typed["partOf"], out var whole))
            partOf = whole;
        var kind = Choice<IndicatorKind>(typed, "kind", faults);
        var target = typed["target"].Length == 0 ? null : TargetText.Read(typed["target"], "target", kind, faults);
        var indicator = new Indicator(
            code, Whole(typed, "group", faults), Texts(typed, "name"), Texts(typed, "unit"), kind,
            Choice<OverTime>(typed, "overTime", faults), Choice<OverUnits>(typed, "overUnits", faults),
            Choice<Direction>(typed, "direction", faults), typed["isMoney"] == "true", Whole(typed, "decimals", faults),
            Choice<AllocationWeights>(typed, "weights", faults), target)
        {
            PartOf = partOf,
        };
        return faults.Count == before ? indicator : null;
    }

    /// <summary>The plan with the year's own fields as they were typed.</summary>
    public static YearPlan ReadYear(YearPlan plan, IReadOnlyDictionary<string, string> typed) => plan with
    {
        Theme = Texts(typed, "theme"),
        Source = typed["source"],
        ReportingLevels =
        [
            .. UnitLevel.All.Where(level => PlanWords.Levels.Any(known => known.Level == level)
                ? typed[$"level-{level}"] == "true" : plan.Expects(level)),
        ],
    };

    private static Text Texts(IReadOnlyDictionary<string, string> typed, string name) => new(typed[$"{name}-vi"], typed[$"{name}-en"]);

    private static T Choice<T>(IReadOnlyDictionary<string, string> typed, string name, List<Fault> faults) where T : struct, Enum
    {
        // A number would be read as a choice, too.
        if (Enum.GetNames<T>().Contains(typed[name]))
            return Enum.Parse<T>(typed[name]);
        faults.Add(new Fault(name, "choice.unknown", new(
            $"Hãy chọn một giá trị cho {name}.", $"Choose one of the values of {name}.")));
        return default;
    }

    private static int Whole(IReadOnlyDictionary<string, string> typed, string name, List<Fault> faults)
    {
        if (int.TryParse(typed[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add(new Fault(name, "number.whole", new($"Cần một số nguyên cho {name}.", $"{name} is a whole number.")));
        return 0;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Text;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Projection;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Parts;

/// <summary>What is known of the units of a part: the years from the rollups, and their forecasts of the night before.</summary>
/// <param name="History">The years.</param>
/// <param name="Former">The last forecasts as stored: one step of many looks at them.</param>
public sealed record PartHistory(ForecastHistory History, IReadOnlyDictionary<UnitCode, PackedForecast> Former)
{
    /// <summary>Writes both, for <see cref="Read"/>.</summary>
    public void Write(Stream stream)
    {
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
            History.Write(writer);
        PackedForecast.WriteAll(stream, [.. Former.Values]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static PartHistory Read(Stream stream)
    {
        ForecastHistory history;
        using (var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true))
            history = ForecastHistory.Read(reader);
        return new PartHistory(history, PackedForecast.ReadAll(stream).ToDictionary(forecast => forecast.Unit));
    }

    /// <summary>The units to forecast of a part, each after those above it. A unit without a report this year and without history has
    /// nothing to forecast; its targets are answered from the plan.</summary>
    public IReadOnlyList<UnitCode> Units(UnitTree tree, Func<UnitCode, bool> isInPart)
    {
        var withData = History.Current.Keys.Concat(Former.Keys).SelectMany(unit => tree.PathToRoot(unit)).Select(unit => unit.Code)
            .Where(isInPart).ToHashSet();
        return [.. tree.TopDown.Select(unit => unit.Code).Where(withData.Contains)];
    }

    /// <summary>What is asked of each node: targets, what is reported, and how complete it is.</summary>
    /// <param name="reportingYear">The year.</param>
    /// <param name="monthsKnown">How many months count as known.</param>
    /// <param name="nodes">The units, each with the node of its sub-tree; null when its own series stands for it.</param>
    public Dictionary<(string, string), TargetQuestion> Questions(
        ReportingYear reportingYear, int monthsKnown, IEnumerable<(UnitCode Unit, string? ParentNode)> nodes)
    {
        var questions = new Dictionary<(string, string), TargetQuestion>();
        foreach (var (unit, parentNode) in nodes)
        {
            var reported = History.Current.GetValueOrDefault(unit, ReportedYear.Nothing);
            foreach (var indicator in reportingYear.Plan.Indicators)
            {
                var code = indicator.Code.ToString();
                var target = (double?)reportingYear.Targets.Find(unit, indicator.Code);
                var isFlow = indicator.Kind == IndicatorKind.Flow;
                var node = isFlow && parentNode is not null ? parentNode : unit.ToString();
                questions[(node, code)] = new TargetQuestion(
                    node, code, target is > 0 ? target : null, isFlow ? (double?)reported[indicator.Code].Latest.SureToDate.Value : null,
                    reported[indicator.Code].Completeness(monthsKnown));
            }
        }

        return questions;
    }
}

using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>What the forecast needs of a unit's rollup of the year: a country's whole rows would take a third of a gigabyte.</summary>
public sealed class ReportedYear
{
    private readonly Dictionary<IndicatorCode, ReportedIndicator> _indicators;

    private ReportedYear(Dictionary<IndicatorCode, ReportedIndicator> indicators) => _indicators = indicators;

    /// <summary>A unit of which nothing is known.</summary>
    public static ReportedYear Nothing { get; } = new([]);

    /// <summary>Every report stored before this instant is in it; default when there is none.</summary>
    public DateTimeOffset ReflectsUtc { get; private init; }

    /// <summary>Whether a simulated report is in it.</summary>
    public bool IsSimulated { get; private init; }

    /// <summary>An indicator of the unit with everything below it.</summary>
    public ReportedIndicator this[IndicatorCode indicator] => _indicators.GetValueOrDefault(indicator, ReportedIndicator.Nothing);

    /// <summary>That of a rollup.</summary>
    public static ReportedYear Create(YearPlan plan, UnitYear rollup) =>
        new(plan.Indicators.ToDictionary(indicator => indicator.Code, indicator => ReportedIndicator.Create(rollup, indicator.Code)))
        {
            ReflectsUtc = rollup.ReflectsUtc,
            IsSimulated = rollup.IsSimulated,
        };

    /// <summary>Writes it, for <see cref="Read"/>.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(ReflectsUtc.UtcTicks);
        writer.Write(IsSimulated);
        writer.Write7BitEncodedInt(_indicators.Count);
        foreach (var (indicator, reported) in _indicators)
        {
            writer.Write(indicator.ToString());
            writer.Write(reported.Latest);
            writer.Write(reported.HasOwnDoubt);
            foreach (var month in reported.Months)
            {
                writer.Write7BitEncodedInt(month.Expected);
                writer.Write7BitEncodedInt(month.Reported);
                writer.Write7BitEncodedInt(month.Doubted);
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ReportedYear Read(BinaryReader reader)
    {
        var (reflects, isSimulated) = (new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero), reader.ReadBoolean());
        var indicators = new Dictionary<IndicatorCode, ReportedIndicator>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var indicator = IndicatorCode.Parse(reader.ReadString());
            var (latest, hasOwnDoubt, months) = (reader.ReadCell(), reader.ReadBoolean(), new ReportCounts[12]);
            for (var month = 0; month < 12; month++)
                months[month] = new ReportCounts(
                    reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            indicators[indicator] = new ReportedIndicator(latest, hasOwnDoubt, months);
        }

        return new ReportedYear(indicators) { ReflectsUtc = reflects, IsSimulated = isSimulated };
    }
}

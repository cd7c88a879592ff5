using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Backtesting;

/// <summary>The lines of one series as they are read.</summary>
internal sealed class SeriesBuilder(string[] labels)
{
    private readonly Dictionary<Month, double?> _values = [];

    public void Add(long line, string[] lineLabels, Month month, double? value)
    {
        if (!lineLabels.SequenceEqual(labels))
            throw new PanelFileException(
                line,
                $"the labels '{string.Join('/', lineLabels)}' differ from '{string.Join('/', labels)}' on an earlier line of the series");
        if (!_values.TryAdd(month, value))
            throw new PanelFileException(line, $"the month {month} of the series stands twice");
    }

    public PanelSeries ToSeries(string id, string indicator)
    {
        var first = _values.Keys.Min();
        var months = _values.Keys.Max().MonthsSince(first) + 1;
        return new PanelSeries(id, labels, indicator, new MonthlySeries(
            first, Enumerable.Range(0, months).Select(i => _values.GetValueOrDefault(first.Plus(i)))));
    }
}

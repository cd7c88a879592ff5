using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>Small seasonal panels with noise from a seed.</summary>
internal static class SyntheticPanel
{
    /// <summary>Trees that are soon grown, for what holds of trees of any number.</summary>
    public static TreeShape FewTrees { get; } = new(Stages: 2, Trees: 4);

    public static PanelSeries Series(
        string id, string[] labels, int firstYear, IEnumerable<double?> values, string indicator = "trees",
        SeriesKind kind = SeriesKind.Flow) =>
        new(id, labels, indicator, new MonthlySeries(new Month(firstYear, 1), values), kind);

    public static List<PanelSeries> Make(int regions, int perRegion, int firstYear, int years, int seed)
    {
        var random = new Random(seed);
        var series = new List<PanelSeries>();
        for (var region = 0; region < regions; region++)
        {
            for (var place = 0; place < perRegion; place++)
            {
                var level = Math.Exp(3 * random.NextDouble());
                var values = new List<double?>();
                for (var month = 0; month < years * 12; month++)
                {
                    var season = 1 + (0.8 * Math.Sin(2 * Math.PI * (month - 3) / 12));
                    level *= Math.Exp(0.03 * (random.NextDouble() - 0.5));
                    values.Add(Math.Round(10 * level * season * (0.7 + (0.6 * random.NextDouble()))));
                }

                series.Add(Series($"s{region}-{place}", ["all", $"r{region}"], firstYear, values));
            }
        }

        return series;
    }
}

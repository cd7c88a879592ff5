using System.Text.Json;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Tests.Forecasting.Reference;

/// <summary>What rows.py computed independently of a small panel's rows; its docstring says how.</summary>
internal sealed record RowData(IReadOnlyList<RowLeaf> Leaves, string[] FeatureNames, IReadOnlyList<ExpectedRow> Rows)
{
    public static RowData Shipped { get; } = Read();

    public ForecastPanel Panel() =>
        new(Leaves.Select(leaf => SyntheticPanel.Series(leaf.Id, leaf.Labels, 2010, leaf.Values, leaf.Indicator)));

    private static RowData Read()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Forecasting", "Reference", "rows.json");
        return JsonSerializer.Deserialize<RowData>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
    }
}

internal sealed record RowLeaf(string Id, string[] Labels, string Indicator, double?[] Values);

/// <summary>A row; null where a number does not exist, and a word where it is infinite.</summary>
internal sealed record ExpectedRow(
    string Node, string Indicator, int Year, int K, IReadOnlyDictionary<string, JsonElement> Numbers, double[] Shares, double?[] Candidates,
    double?[] Features);

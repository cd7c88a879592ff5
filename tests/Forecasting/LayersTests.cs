using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>The folders of analytics and of the forecast stand one above the other: what they use lies below them.</summary>
public class LayersTests
{
    private const string Forecasting = "YouthFunctions.Forecasting";

    // Top first. Status stands beside the rest: it needs the values only.
    private static readonly string[] Layers =
    [
        $"{Forecasting}.Backtesting", $"{Forecasting}.Parts", Forecasting, $"{Forecasting}.Calibration", $"{Forecasting}.Intervals",
        $"{Forecasting}.Reconciliation",
        $"{Forecasting}.Trees", $"{Forecasting}.Training", $"{Forecasting}.Candidates", $"{Forecasting}.Panel",
        $"{Forecasting}.Calendar", $"{Forecasting}.Distributions",
        $"{Forecasting}.Status", "YouthFunctions.Analytics.Rollups", "YouthFunctions.Analytics.Units", "YouthFunctions.Analytics.Doubts",
        "YouthFunctions.Analytics.Values",
    ];

    private static readonly ArchUnitNET.Domain.Architecture Code =
        new ArchLoader().LoadAssemblies(typeof(YearEndForecaster).Assembly, typeof(Month).Assembly).Build();

    [Fact]
    public void Every_folder_uses_only_what_lies_below_it()
    {
        var edges = Code.Types.Where(IsOurs)
            .SelectMany(type => type.Dependencies.Select(dependency => (
                From: NamespaceOf(type), To: NamespaceOf(dependency.Target), Type: type.FullName)))
            .Where(edge => edge.To.StartsWith("YouthFunctions.", StringComparison.Ordinal)).ToArray();
        AssertEach.All(edges, edge => Assert.True(
            Array.IndexOf(Layers, edge.From) <= Array.IndexOf(Layers, edge.To) && Layers.Contains(edge.From),
            $"{edge.Type} uses {edge.To}"));
        Assert.Equal(Layers.Order(), edges.Select(edge => edge.From).Distinct().Order());
    }

    [Fact]
    public void The_analytics_know_no_forecast_and_no_machine_learning() => AssertEach.All(
        Code.Types.Where(type => NamespaceOf(type).StartsWith("YouthFunctions.Analytics.", StringComparison.Ordinal)),
        type => Assert.DoesNotContain(type.Dependencies, dependency =>
            NamespaceOf(dependency.Target).StartsWith("Microsoft.ML", StringComparison.Ordinal)
            || NamespaceOf(dependency.Target).StartsWith(Forecasting, StringComparison.Ordinal)));

    private static bool IsOurs(IType type) => NamespaceOf(type).StartsWith("YouthFunctions.", StringComparison.Ordinal);

    private static string NamespaceOf(IType type) => type.Namespace?.FullName ?? "";
}

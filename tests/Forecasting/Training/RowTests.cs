using System.Text.Json;
using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.Forecasting.Reference;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Training;

/// <summary>Rows of a panel with gaps, newcomers, zeros and a fallen series, against numbers worked out apart from the product.</summary>
public sealed class RowTests
{
    private static readonly RowData Data = RowData.Shipped;

    // Made anew for each test: what a static field holds was made once, and would not be of a change that is tried later.
    private readonly ForecastPanel _panel = Data.Panel();

    private static readonly Dictionary<string, Func<TrainingRow, double>> Numbers = new()
    {
        ["base"] = row => row.Base,
        ["known"] = row => row.Known,
        ["open"] = row => row.Open,
        ["offset"] = row => row.Offset,
        ["volatility"] = row => row.Volatility,
        ["local"] = row => row.Local,
        ["zeroShare"] = row => row.ZeroShare,
        ["total"] = row => row.Total,
        ["gaps"] = row => row.Gaps,
        ["years"] = row => row.Years,
        ["shift"] = row => row.Shift,
        ["largestMonth"] = row => row.LargestMonth,
        ["largestUsualError"] = row => row.LargestUsualError,
    };

    [Fact]
    public void Numbers_are_what_their_words_say() => AssertEach.All(Data.Rows, expected =>
    {
        var row = Build(expected);
        AssertEach.All(expected.Numbers, number => AssertNear(Number(number.Value), Numbers[number.Key](row), 1e-8, number.Key, expected));
        AssertEach.All(Enumerable.Range(0, 12), month => AssertNear(expected.Shares[month], row.Shares[month], 1e-8, "share", expected));
    });

    [Fact]
    public void Candidates_are_what_their_words_say() => AssertEach.All(Data.Rows, expected =>
    {
        var row = Build(expected);
        AssertEach.All(Enum.GetValues<Candidate>(), candidate => AssertNear(
            expected.Candidates[(int)candidate] ?? double.NaN, row.Candidates[(int)candidate], 1e-8, $"{candidate}", expected));
    });

    [Fact]
    public void Features_are_what_their_names_say()
    {
        Assert.Equal(Data.FeatureNames, Features.All.Select(feature => feature.Name));
        AssertEach.All(Data.Rows, expected =>
        {
            var features = Build(expected).Features;
            Assert.Equal(Features.VectorLength, features.Length);
            Assert.All(features[expected.Features.Length..], rest => Assert.Equal(0, rest));
            for (var i = 0; i < expected.Features.Length; i++)
                AssertNear(expected.Features[i] ?? 0, features[i], 1e-5, Data.FeatureNames[i], expected); // a float has seven digits
        });
    }

    private TrainingRow Build(ExpectedRow expected)
    {
        var node = _panel.Nodes.Single(node => node.Name == expected.Node && node.Indicator == expected.Indicator);
        return new RowBuilder(node, _panel.Groups.GroupsOf(node)).Build(expected.Year, expected.K);
    }

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => double.PositiveInfinity,
        _ => value.GetDouble(),
    };

    private static void AssertNear(double expected, double actual, double relative, string name, ExpectedRow row) => Assert.True(
        expected.Equals(actual) || Math.Abs(expected - actual) <= relative * Math.Max(1, Math.Abs(expected)),
        $"{name} of {row.Node} {row.Indicator} {row.Year}-{row.K}: {actual}, not {expected}");
}

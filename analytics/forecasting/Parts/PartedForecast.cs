using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Parts;

/// <summary>
/// Forecasts a panel part by part, with the figures that <see cref="YearEndForecaster.Predict(ForecastPanel, int, int,
/// IReadOnlyDictionary{ValueTuple{string, string}, TargetQuestion}, CancellationToken)"/> gives the whole, so that no more than a part
/// is held at a time. In four steps: the sums of all parts (<see cref="PanelTotals"/>), the points of each part up to the nodes below
/// the parents of one label ("the roof"), the roof, and then each part from above.
/// </summary>
/// <param name="forecaster">A trained model.</param>
/// <param name="whole">The sums of all parts.</param>
/// <param name="k">Months known, 0 to 12.</param>
public sealed class PartedForecast(YearEndForecaster forecaster, PanelTotals whole, int k)
{
    /// <summary>The points of a part, before what lies above the parts is known.</summary>
    /// <param name="part">The part.</param>
    /// <param name="questions">Targets and floors.</param>
    /// <param name="cancellation">Stops the work.</param>
    public PartPoints Predict(
        ForecastPanel part, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions,
        CancellationToken cancellation)
    {
        var rows = new RowSource(part, forecaster.Threads).At(whole.ForecastYear, k, cancellation);
        var (origins, points, usualErrors, floors) = forecaster.Predict(rows, questions);
        bool[] absent = [.. rows.Select(Reconciler.IsAbsent)];
        double[] rests = [.. rows.Select((row, i) => absent[i] ? 0 : points[i] - row.Known)];
        var weights = Reconciler.Weights(rows, points, usualErrors);
        var reconciler = new Reconciler([.. rows.Select(row => row.Node)], absent, points, weights, floors);
        reconciler.WalkUp(rows, forecaster.Combination);
        var children = reconciler.Top.ToLookup(i => RoofOf(part, rows[i].Node), i => new RoofChild(i, points[i], weights[i], floors[i]));
        var open = Enumerable.Range(0, rows.Length).Where(i => rows[i].Node.IsLeaf)
            .GroupBy(i => RoofOf(part, rows[i].Node), i => rests[i]);
        return new PartPoints(origins, absent, points, usualErrors, weights, floors)
        {
            BelowRoof =
            [
                .. open.Where(roof => roof.Key.Label.Length > 0).Select(roof => (roof.Key, Rests: OpenRests.Sum(roof))).Select(roof =>
                    new PartBelowRoof(
                        roof.Key.Label, roof.Key.Indicator, [.. children[roof.Key]], roof.Rests.Total, roof.Rests.Squares)),
            ],
        };
    }

    /// <summary>The points that the nodes below the roof move to, so that they add up to it: by part, in the order of the parts, what
    /// <see cref="PartBelowRoof.Children"/> have instead.</summary>
    public IReadOnlyList<IReadOnlyList<RoofChild>> MoveChildren(
        IReadOnlyList<IReadOnlyList<PartBelowRoof>> parts,
        IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions)
    {
        var moved = parts.Select(_ => new List<RoofChild>()).ToArray();
        foreach (var roof in parts.Index().SelectMany(part => part.Item.Select(below => (Part: part.Index, Below: below)))
            .GroupBy(below => (below.Below.Label, below.Below.Indicator)))
        {
            var children = roof.SelectMany(below => below.Below.Children.Select(child => (below.Part, Child: child))).ToArray();
            double[] points = [.. children.Select(child => child.Child.Point)], floors = [.. children.Select(child => child.Child.Floor)];
            var rests = roof.Aggregate(
                default(OpenRests), (sum, below) => sum.Plus(new OpenRests(below.Below.OpenTotal, below.Below.OpenSquares)));
            Reconciler.Distribute(
                [.. Enumerable.Range(0, children.Length)], Point(roof.Key, points.Sum(), floors.Sum(), rests, questions), points,
                [.. children.Select(child => child.Child.Weight)], floors);
            foreach (var (index, (part, child)) in children.Index())
                moved[part].Add(child with { Point = points[index] });
        }

        return moved;
    }

    /// <summary>The forecasts of a part, from the points that the nodes below the roof have moved to.</summary>
    /// <param name="part">The part.</param>
    /// <param name="made">What <see cref="Predict"/> gave for it; its points are moved.</param>
    /// <param name="moved">What <see cref="MoveChildren"/> gave for it.</param>
    /// <param name="questions">Targets and floors.</param>
    /// <param name="cancellation">Stops the work.</param>
    public PartResult Complete(
        ForecastPanel part, PartPoints made, IReadOnlyList<RoofChild> moved,
        IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions, CancellationToken cancellation)
    {
        var nodes = RowSource.NodesOf(part);
        foreach (var child in moved)
            made.Points[child.Row] = child.Point;
        new Reconciler(nodes, made.Absent, made.Points, made.Weights, made.Floors).WalkDown();
        var points = Reconciler.SumLeaves(nodes, made.Points);
        var forecasts = forecaster.Forecast(part, nodes, made.Origins, points, made.UsualErrors, questions, cancellation);
        foreach (var (node, forecast) in forecaster.PredictLevels(part, whole.ForecastYear, k, questions))
            forecasts[node] = forecast;
        var sums = Enumerable.Range(0, nodes.Length).Where(i => nodes[i].IsLeaf).GroupBy(i => RoofOf(part, nodes[i]))
            .Where(roof => roof.Key.Label.Length > 0)
            .Select(roof => new LeafSum(
                roof.Key.Label, roof.Key.Indicator, roof.Sum(i => points[i]),
                whole.Roofs[roof.Key].Months.Leaves > 1 ? null : Only(roof.Single())));
        return new PartResult(PanelForecasts.Create(part.Nodes, forecasts), [.. sums]);

        OnlyLeaf Only(int leaf) => new()
        {
            Origin = made.Origins[leaf],
            Point = points[leaf],
            UsualError = made.UsualErrors[leaf],
            Question = questions.GetValueOrDefault((nodes[leaf].Name, nodes[leaf].Indicator)),
        };
    }

    /// <summary>The forecasts of the roof: each is the sum of the leaves of all parts.</summary>
    public PanelForecasts PredictRoof(
        IEnumerable<LeafSum> leaves, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions)
    {
        var forecasts = new List<NodeForecast>();
        foreach (var roof in leaves.GroupBy(leaf => (leaf.Label, leaf.Indicator))
            .OrderBy(roof => roof.Key.Label, StringComparer.Ordinal).ThenBy(roof => roof.Key.Indicator, StringComparer.Ordinal))
        {
            var question = questions.GetValueOrDefault(roof.Key);
            YearForecast forecast;
            if (roof.Select(leaf => leaf.OnlyLeaf).FirstOrDefault(leaf => leaf is not null) is { } only)
            {
                forecast = forecaster.Forecast(
                    only.Origin, only.Point, only.UsualError, question ?? only.Question, ForecastBasis.Sum);
            }
            else
            {
                var (origins, _, usualErrors, _) = forecaster.Predict([Row(roof.Key)], questions);
                forecast = forecaster.Forecast(origins[0], roof.Sum(leaf => leaf.Sum), usualErrors[0], question, ForecastBasis.Sum);
            }

            forecasts.Add(new NodeForecast(roof.Key.Label, roof.Key.Indicator, 0, false, forecast));
        }

        return new PanelForecasts(forecasts);
    }

    private double Point(
        (string Label, string Indicator) roof, double sum, double floor, OpenRests rests,
        IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions)
    {
        if (whole.Roofs[roof].Months.Leaves <= 1)
            return sum;
        var row = Row(roof);
        return Reconciler.CanForecastDirectly(row, rests)
            ? Reconciler.Combine(row, sum, forecaster.Predict([row], questions).Points[0], floor, forecaster.Combination)
            : sum;
    }

    private TrainingRow Row((string Label, string Indicator) roof) => new RowBuilder(
        whole.Roofs[roof].ToNode(roof.Label, roof.Indicator, whole), PanelGroups.GroupsOfRoof(whole, roof.Indicator))
        .Build(whole.ForecastYear, k);

    // Empty for a series without labels.
    private static (string Label, string Indicator) RoofOf(ForecastPanel part, PanelNode node) =>
        (part.Series[node.Leaves[0]].Labels is [var label, ..] ? label : "", node.Indicator);
}

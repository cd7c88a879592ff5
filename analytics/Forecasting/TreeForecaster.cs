using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace YouthFunctions.Analytics.Forecasting;

/// <summary>How trees grow.</summary>
/// <param name="Stages">Rounds of reweighting; each adds trees on what the rounds before left over.</param>
/// <param name="Trees">Trees a stage.</param>
/// <param name="Leaves">Leaves a tree.</param>
/// <param name="LeastRows">Rows a leaf at least.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="FeatureShare">Share of the features that a tree sees.</param>
/// <param name="Width">
/// Errors of this size still count, much larger ones hardly (Welsch's loss): the score is a median, which does not care
/// how wrong the hopeless are. Infinite for the mean.
/// </param>
internal sealed record TreeShape(
    int Stages = 8, int Trees = 12, int Leaves = 15, int LeastRows = 40, double Rate = 0.1, double FeatureShare = 0.4, double Width = 0.3)
{
    // What the farthest row still weighs.
    private const double Least = 0.02;

    /// <summary>
    /// The weight of a row by what the stages before left over. The width starts fourfold and narrows over the first half of the
    /// stages (graduated non-convexity), because the narrow loss alone has many local minima.
    /// </summary>
    public double Weight(double left, int stage)
    {
        var width = Width * (1 + (3 * Math.Max(0, 1 - (2.0 * stage / Stages))));
        return Math.Exp(-left * left / (2 * width * width)) + Least;
    }
}

/// <summary>
/// Gradient-boosted trees by ML.NET that look for the middle and not the mean: both trainers only know the squared
/// error, so each stage weighs a row by what was left over (iteratively reweighted least squares). The only file that
/// knows ML.NET.
/// </summary>
internal sealed class TreeForecaster
{
    private readonly MLContext _ml;
    private readonly List<ITransformer> _stages = [];

    private TreeForecaster(int seed) => _ml = new MLContext(seed);

    /// <summary>Trains on arrays of equal length.</summary>
    /// <exception cref="DllNotFoundException">LightGBM's native library does not load here.</exception>
    public static TreeForecaster Train(
        float[][] features, double[] labels, double[] weights, TreeShape shape, ForecastOptions options, int seed, CancellationToken cancellation)
    {
        var forecaster = new TreeForecaster(seed);
        var left = (double[])labels.Clone();
        for (var stage = 0; stage < shape.Stages; stage++)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = new Row[left.Length];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = new Row { Features = features[i], Label = (float)left[i], Weight = (float)(weights[i] * shape.Weight(left[i], stage)) };
            var model = Trainer(forecaster._ml, shape, options, seed + stage).Fit(forecaster._ml.Data.LoadFromEnumerable(rows));
            forecaster._stages.Add(model);
            if (stage == shape.Stages - 1)
                break;
            var scores = forecaster.Score(model, features);
            for (var i = 0; i < left.Length; i++)
                left[i] -= scores[i];
        }

        return forecaster;
    }

    /// <summary>The sum of the stages for each row.</summary>
    public double[] Predict(float[][] features)
    {
        var sums = new double[features.Length];
        foreach (var stage in _stages)
        {
            var scores = Score(stage, features);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += scores[i];
        }

        return sums;
    }

    private float[] Score(ITransformer model, float[][] features) => features.Length == 0 ? [] :
        [.. model.Transform(_ml.Data.LoadFromEnumerable(features.Select(row => new Row { Features = row }))).GetColumn<float>(nameof(Scored.Score))];

    private static IEstimator<ITransformer> Trainer(MLContext ml, TreeShape shape, ForecastOptions options, int seed) =>
        options.Trainer == TreeTrainer.LightGbm
            ? ml.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
            {
                FeatureColumnName = nameof(Row.Features),
                LabelColumnName = nameof(Row.Label),
                ExampleWeightColumnName = nameof(Row.Weight),
                NumberOfIterations = shape.Trees,
                NumberOfLeaves = shape.Leaves,
                MinimumExampleCountPerLeaf = shape.LeastRows,
                LearningRate = shape.Rate,
                NumberOfThreads = options.Threads,
                Deterministic = true,
                Seed = seed,
                Booster = new GradientBooster.Options { FeatureFraction = shape.FeatureShare },
            })
            : ml.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options
            {
                FeatureColumnName = nameof(Row.Features),
                LabelColumnName = nameof(Row.Label),
                ExampleWeightColumnName = nameof(Row.Weight),
                NumberOfTrees = shape.Trees,
                NumberOfLeaves = shape.Leaves,
                MinimumExampleCountPerLeaf = shape.LeastRows,
                LearningRate = shape.Rate,
                FeatureFraction = shape.FeatureShare,
                NumberOfThreads = options.Threads,
                Seed = seed,
                FeatureSelectionSeed = seed,
            });

    private sealed class Row
    {
        [VectorType(Forecasting.Features.Count)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public float Weight { get; set; } = 1;
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Trees;

/// <summary>
/// Gradient-boosted trees by ML.NET that look for the middle and not the mean: both trainers only know the squared
/// error, so each stage weighs a row by what was left over (iteratively reweighted least squares). The only file that
/// knows ML.NET.
/// </summary>
internal sealed class BoostedTrees
{
    private readonly MLContext _ml;
    private readonly List<ITransformer> _stages = [];

    private BoostedTrees(int seed) => _ml = new MLContext(seed);

    /// <summary>Trains on arrays of equal length.</summary>
    /// <exception cref="DllNotFoundException">LightGBM's native library does not load here.</exception>
    public static BoostedTrees Train(
        float[][] features, double[] labels, double[] weights, TreeShape shape, ForecastOptions options, int seed, CancellationToken cancellation)
    {
        var forecaster = new BoostedTrees(seed);
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
        [VectorType(Training.Features.Count)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public float Weight { get; set; } = 1;
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}

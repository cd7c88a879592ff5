using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Trees;

/// <summary>
/// Gradient-boosted trees by ML.NET that look for the middle and not the mean: both trainers only know the squared
/// error, so each stage weighs a row by the error that is left (iteratively reweighted least squares, Holland and Welsch 1977).
/// With <see cref="SharedBins"/> the only file that knows ML.NET.
/// </summary>
internal sealed class BoostedTrees
{
    // A fit of so many leaves large arrays of tens of megabytes behind, which a process would pile up before it collects by itself.
    private const int ManyRows = 20_000;

    // A quarter of what FastTree takes by itself: back-tests end at the same accuracy in less time (docs/decisions/0019).
    private const int Bins = 64;

    // Of their own, since several are asked side by side and trainers have one together. Nothing is drawn by its seed.
    private readonly MLContext _ml = new(seed: 0);
    private readonly List<ITransformer> _stages = [];

    private BoostedTrees()
    {
    }

    /// <summary>Trains on arrays of equal length.</summary>
    /// <exception cref="DllNotFoundException">LightGBM's native library does not load here.</exception>
    public static BoostedTrees Train(
        float[][] features, double[] labels, TreeShape shape, ForecastOptions options, int seed, CancellationToken cancellation) =>
        TrainEach(features, [new(labels, seed)], shape, options, cancellation)[0];

    /// <summary>Trains trees for each array of labels on the same features, which are sorted into bins but once.</summary>
    /// <exception cref="DllNotFoundException">LightGBM's native library does not load here.</exception>
    public static BoostedTrees[] TrainEach(
        float[][] features, IEnumerable<SeededLabels> each, TreeShape shape, ForecastOptions options, CancellationToken cancellation)
    {
        var ml = new MLContext(seed: 0); // trainers have seeds of their own
        var (rows, view) = View(ml, features);
        var bins = new SharedBins(ml, view);
        return [.. each.Select(member => Train(ml, rows, view, bins, member, shape, options, cancellation))];
    }

    private static BoostedTrees Train(
        MLContext ml, Row[] rows, IDataView view, SharedBins bins, SeededLabels member, TreeShape shape, ForecastOptions options,
        CancellationToken cancellation)
    {
        var trees = new BoostedTrees();
        var errors = (double[])member.Labels.Clone();
        for (var stage = 0; stage < shape.Stages; stage++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rows.Length; i++)
                (rows[i].Label, rows[i].Weight) = ((float)errors[i], (float)shape.Weight(errors[i], stage));
            if (errors.Length >= ManyRows)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false); // others go on meanwhile
            var model = options.Trainer == TreeTrainer.LightGbm
                ? LightGbm(ml, shape, options, member.Seed + stage).Fit(view)
                : bins.Fit(
                    FastTree(ml, shape, options, member.Seed + stage),
                    [.. rows.Select(row => row.Label)], [.. rows.Select(row => row.Weight)]);
            trees._stages.Add(model);
            if (stage == shape.Stages - 1)
                break;
            var scores = Score(model, view);
            for (var i = 0; i < errors.Length; i++)
                errors[i] -= scores[i];
        }

        return trees;
    }

    /// <summary>Adds the stages to an archive, each as ML.NET writes it: <c>NAME/1.zip</c> and so on.</summary>
    public void Save(ZipArchive archive, string name)
    {
        var schema = _ml.Data.LoadFromEnumerable<Row>([]).Schema;
        for (var stage = 0; stage < _stages.Count; stage++)
        {
            using var content = new MemoryStream(); // a stream that is only written to is not enough for ML.NET
            _ml.Model.Save(_stages[stage], schema, content);
            content.Position = 0;
            // Packed by itself already.
            using var entry = archive.CreateEntry(EntryName(name, stage), CompressionLevel.NoCompression).Open();
            content.CopyTo(entry);
        }
    }

    /// <summary>Reads the stages of an archive.</summary>
    /// <exception cref="InvalidDataException">The archive has none of this name.</exception>
    public static BoostedTrees Load(ZipArchive archive, string name)
    {
        var trees = new BoostedTrees();
        trees._ml.ComponentCatalog.RegisterAssembly(typeof(FastTreeRegressionModelParameters).Assembly);
        trees._ml.ComponentCatalog.RegisterAssembly(typeof(LightGbmRegressionModelParameters).Assembly);
        while (archive.GetEntry(EntryName(name, trees._stages.Count)) is { } entry)
        {
            using var content = new MemoryStream();
            using (var packed = entry.Open())
                packed.CopyTo(content);
            content.Position = 0;
            trees._stages.Add(trees._ml.Model.Load(content, out _));
        }

        return trees._stages.Count > 0 ? trees : throw new InvalidDataException($"The archive has no trees {name}.");
    }

    private static string EntryName(string name, int stage) => FormattableString.Invariant($"{name}/{stage + 1}.zip");

    /// <summary>The sum of the stages for each row.</summary>
    public double[] Predict(float[][] features)
    {
        var sums = new double[features.Length];
        if (features.Length == 0)
            return sums;
        var (_, view) = View(_ml, features);
        foreach (var stage in _stages)
        {
            var scores = Score(stage, view);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += scores[i];
        }

        return sums;
    }

    /// <summary>
    /// By place in the vector, what share of the gain of all splits is of a feature: the mean over the stages, which sums to 1
    /// (Breiman, Friedman, Olshen and Stone 1984; all 0 where no stage has a split).
    /// </summary>
    public double[] Importance()
    {
        var shares = new double[Features.VectorLength];
        var stages = 0;
        var models = _stages.OfType<ISingleFeaturePredictionTransformer<object>>().Select(stage => stage.Model);
        foreach (var model in models.OfType<TreeEnsembleModelParameters>())
        {
            // ML.NET gives square roots of the gains, over the largest one.
            var weights = default(VBuffer<float>);
            model.GetFeatureWeights(ref weights);
            double[] gains = [.. weights.DenseValues().Select(root => (double)root * root)];
            if (gains.Sum() is not (> 0 and var sum))
                continue;
            for (var i = 0; i < gains.Length; i++)
                shares[i] += gains[i] / sum;
            stages++;
        }

        return [.. shares.Select(share => stages == 0 ? 0 : share / stages)];
    }

    // One view for all stages, which reads the rows anew each time: ML.NET compiles methods for each view, and what is left of them is
    // finalised anew at every collection, which took some 7 % of a back-test's processor time.
    private static (Row[] Rows, IDataView View) View(MLContext ml, float[][] features)
    {
        Row[] rows = [.. features.Select(row => new Row { Features = row })];
        return (rows, ml.Data.LoadFromEnumerable(rows));
    }

    private static float[] Score(ITransformer model, IDataView view) => [.. model.Transform(view).GetColumn<float>(nameof(Scored.Score))];

    private static LightGbmRegressionTrainer LightGbm(MLContext ml, TreeShape shape, ForecastOptions options, int seed) =>
        ml.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options
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
        });

    private static FastTreeRegressionTrainer FastTree(MLContext ml, TreeShape shape, ForecastOptions options, int seed) =>
        WithoutCollecting(ml.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options
        {
            FeatureColumnName = nameof(Row.Features),
            LabelColumnName = nameof(Row.Label),
            ExampleWeightColumnName = nameof(Row.Weight),
            NumberOfTrees = shape.Trees,
            MaximumBinCountPerFeature = Bins,
            NumberOfLeaves = shape.Leaves,
            MinimumExampleCountPerLeaf = shape.LeastRows,
            LearningRate = shape.Rate,
            FeatureFraction = shape.FeatureShare,
            NumberOfThreads = options.Threads,
            Seed = seed,
            FeatureSelectionSeed = seed,
        }));

    // FastTree collects the whole process before each fit, several times over: to free what sorting into bins leaves, and for a line of its
    // log. That stops every thread: a quarter of the training, and the requests beside it. It has a switch for that, and no option that
    // sets it; what is to be freed is collected above, in the background.
    private static FastTreeRegressionTrainer WithoutCollecting(FastTreeRegressionTrainer trainer)
    {
        AllowGC(trainer) = false;
        return trainer;
    }

    // Named after ML.NET's field.
    [UnsafeAccessor(UnsafeAccessorKind.Field)]
    private static extern ref bool AllowGC(
        FastTreeTrainerBase<FastTreeRegressionTrainer.Options, RegressionPredictionTransformer<FastTreeRegressionModelParameters>,
            FastTreeRegressionModelParameters> trainer);

    private sealed class Row
    {
        [VectorType(Training.Features.VectorLength)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public float Weight { get; set; } = 1;
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}

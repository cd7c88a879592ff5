using System.IO.Compression;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Tests.Forecasting.Trees;

/// <summary>Stages of trees, each on what the one before left over.</summary>
public sealed class BoostedTreesTests
{
    private const int Rows = 600;
    private const int Seed = 11;
    private const int Vector = YouthFunctions.Forecasting.Training.Features.VectorLength;
    private static readonly ForecastOptions Options = new(Threads: 1);

    // The second of two stages has a quarter of the first one's width; the first of one stage has that of any first.
    private static readonly TreeShape TwoStages = new(Stages: 2, LeastRows: 5, Width: 0.4);
    private static readonly TreeShape First = TwoStages with { Stages = 1 };
    private static readonly TreeShape Second = First with { Width = First.Width / 4 };

    [Fact]
    public void A_later_stage_is_what_a_fit_from_the_start_would_be()
    {
        var (features, labels) = Data(seed: 5);
        var together = Train(features, labels, TwoStages, Seed).Predict(features);

        var first = Train(features, labels, First, Seed).Predict(features);
        double[] left = [.. labels.Zip(first, (label, score) => label - score)];
        var second = Train(features, left, Second, Seed + 1).Predict(features);
        Assert.Equal(first.Zip(second, (one, two) => one + two), together);
        Assert.True(second.Distinct().Count() > 10, "the second stage has learned something");
    }

    [Theory]
    [InlineData(TreeTrainer.FastTree)]
    [InlineData(TreeTrainer.LightGbm)]
    public void Trees_are_of_their_shape_and_know_which_feature_told(TreeTrainer trainer)
    {
        var (features, _) = Data(seed: 5);
        double[] labels = [.. features.Select(row => row[12] > 2 ? 1.0 : 0.0)];
        var options = Options with { Trainer = trainer };
        BoostedTrees Grow(TreeShape shape) => BoostedTrees.Train(features, labels, shape, options, Seed, default);

        var stump = Grow(new TreeShape(Stages: 1, Trees: 1, Leaves: 2, LeastRows: 5, Rate: 1, FeatureShare: 1, Width: 100));
        Assert.Equal(labels, stump.Predict(features).Select(score => Math.Round(score, 2)));
        Assert.Equal(Enumerable.Range(0, Vector).Select(i => i == 12 ? 1.0 : 0), stump.Importance());
        var many = new TreeShape(Stages: 1, Trees: 12, Leaves: 4, LeastRows: 20, FeatureShare: 1);
        Assert.NotEqual(Grow(many).Predict(features), Grow(many with { FeatureShare = 0.4 }).Predict(features));
        Assert.NotEqual(Grow(many).Predict(features), Grow(many with { LeastRows = 290 }).Predict(features));
        Assert.Equal(Grow(many).Predict(features), Grow(many).Predict(features));
        Assert.All(Grow(many with { LeastRows = 400 }).Importance(), share => Assert.Equal(0, share));
    }

    [Fact]
    public void Either_library_grows_trees_of_its_own()
    {
        var (features, labels) = Data(seed: 5);
        BoostedTrees Grow(TreeTrainer trainer) =>
            BoostedTrees.Train(features, labels, TwoStages, Options with { Trainer = trainer }, Seed, default);
        Assert.NotEqual(Grow(TreeTrainer.FastTree).Predict(features), Grow(TreeTrainer.LightGbm).Predict(features));
    }

    [Theory]
    [InlineData(TreeTrainer.FastTree)]
    [InlineData(TreeTrainer.LightGbm)]
    public void Stages_that_were_saved_say_the_same(TreeTrainer trainer)
    {
        var (features, labels) = Data(seed: 5);
        var trees = BoostedTrees.Train(features, labels, TwoStages, Options with { Trainer = trainer }, Seed, default);
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            trees.Save(archive, "first");
        stream.Position = 0;
        using var stored = new ZipArchive(stream);
        Assert.Equal(["first/1.zip", "first/2.zip"], stored.Entries.Select(entry => entry.FullName));
        var read = BoostedTrees.Load(stored, "first");
        Assert.Equal(trees.Predict(features), read.Predict(features));
        Assert.Equal(trees.Importance(), read.Importance());
        Assert.Empty(read.Predict([]));
        Assert.Throws<InvalidDataException>(() => BoostedTrees.Load(stored, "second"));
    }

    [Fact]
    public void Training_ends_when_it_is_cancelled()
    {
        var (features, labels) = Data(seed: 5);
        Assert.Throws<OperationCanceledException>(() => BoostedTrees.Train(
            features, labels, TwoStages, Options, Seed, new CancellationToken(canceled: true)));
    }

    private static BoostedTrees Train(float[][] features, double[] labels, TreeShape shape, int seed) =>
        BoostedTrees.Train(features, labels, shape, Options, seed, CancellationToken.None);

    private static (float[][] Features, double[] Labels) Data(int seed)
    {
        var random = new Random(seed);
        float[][] features = [.. Enumerable.Range(0, Rows).Select(_ => Features(random))];
        return (features, [.. features.Select(row => row[0] + (row[1] * row[2]) + (0.3 * random.NextDouble()))]);
    }

    // Vectors are as long as those of a forecast; most places are always 0, and those are left out of the bins.
    private static float[] Features(Random random)
    {
        var vector = new float[Vector];
        for (var i = 0; i < 12; i++)
            vector[i * 3] = i % 4 == 0 ? random.Next(5) : (float)random.NextDouble();
        return vector;
    }
}

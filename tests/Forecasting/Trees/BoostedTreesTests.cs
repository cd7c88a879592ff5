using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Tests.Forecasting.Trees;

/// <summary>Stages of trees, each on what the one before left over.</summary>
public sealed class BoostedTreesTests
{
    private const int Rows = 600;
    private const int Seed = 11;
    private static readonly ForecastOptions Options = new(Threads: 1);

    // The second of two stages has a quarter of the first one's width; the first of one stage has that of any first.
    private static readonly TreeShape TwoStages = new(Stages: 2, LeastRows: 5, Width: 0.4);
    private static readonly TreeShape First = TwoStages with { Stages = 1 };
    private static readonly TreeShape Second = First with { Width = First.Width / 4 };

    [Fact]
    public void A_later_stage_is_what_a_fit_from_the_start_would_be()
    {
        var random = new Random(5);
        float[][] features = [.. Enumerable.Range(0, Rows).Select(_ => Features(random))];
        double[] labels = [.. features.Select(row => row[0] + (row[1] * row[2]) + (0.3 * random.NextDouble()))];

        var together = Train(features, labels, TwoStages, Seed).Predict(features);

        var first = Train(features, labels, First, Seed).Predict(features);
        double[] left = [.. labels.Zip(first, (label, score) => label - score)];
        var second = Train(features, left, Second, Seed + 1).Predict(features);
        Assert.Equal(first.Zip(second, (one, two) => one + two), together);
        Assert.True(second.Distinct().Count() > 10, "the second stage has learned something");
    }

    private static BoostedTrees Train(float[][] features, double[] labels, TreeShape shape, int seed) =>
        BoostedTrees.Train(features, labels, shape, Options, seed, CancellationToken.None);

    // Vectors are as long as those of a forecast; most places are always 0, and those are left out of the bins.
    private static float[] Features(Random random)
    {
        var vector = new float[YouthFunctions.Forecasting.Training.Features.VectorLength];
        for (var i = 0; i < 12; i++)
            vector[i * 3] = i % 4 == 0 ? random.Next(5) : (float)random.NextDouble();
        return vector;
    }
}

namespace YouthFunctions.Forecasting.Training;

/// <summary>
/// What the trees see of a row, in logs and shares so that series of any size are comparable. Everything comes from the months
/// up to k and the years before.
/// </summary>
internal static class Features
{
    /// <summary>
    /// The length of a row's vector. It is longer than the list: the places after it are always 0. The trees were tuned and
    /// back-tested with this length, and each tree samples a share of all places, so a shorter vector would change every forecast
    /// by what another seed changes. To be cut when the trees are next tuned.
    /// </summary>
    public const int VectorLength = 110;

    private const double LargestValue = 20;

    /// <summary>The features, in the order of the vector.</summary>
    public static IReadOnlyList<Feature> All { get; } =
        [.. ShapeFeatures.All, .. GrowthFeatures.All, .. CandidateFeatures.All, .. GroupFeatures.All];

    private static readonly Func<FeatureInputs, double>[] Formulas = [.. All.Select(feature => feature.Value)];

    /// <summary>The vector of a row.</summary>
    public static float[] Vector(FeatureInputs inputs)
    {
        var vector = new float[VectorLength];
        for (var i = 0; i < Formulas.Length; i++)
        {
            var value = Formulas[i](inputs);
            vector[i] = double.IsFinite(value) ? (float)Math.Clamp(value, -LargestValue, LargestValue) : 0f;
        }

        return vector;
    }
}

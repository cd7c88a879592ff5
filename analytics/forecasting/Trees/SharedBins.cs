using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers.FastTree;
using FastTreeTrainer = Microsoft.ML.Trainers.FastTree.FastTreeTrainerBase<
    Microsoft.ML.Trainers.FastTree.FastTreeRegressionTrainer.Options,
    Microsoft.ML.Data.RegressionPredictionTransformer<Microsoft.ML.Trainers.FastTree.FastTreeRegressionModelParameters>,
    Microsoft.ML.Trainers.FastTree.FastTreeRegressionModelParameters>;

namespace YouthFunctions.Forecasting.Trees;

/// <summary>
/// FastTree fits on the same features with other labels and weights. It sorts all features into bins anew for each fit, which took more
/// time than the trees: here the second fit and those after it go by the bins of the first, and end at the same trees to a bit
/// (<c>BoostedTreesTests</c>). ML.NET offers no such thing, so this goes by names of its own; an upgrade that lacks one fails here.
/// </summary>
/// <param name="ml">The context of all trainers.</param>
/// <param name="view">Rows with features, labels and weights; only their features stay what they are.</param>
internal sealed class SharedBins(MLContext ml, IDataView view)
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly FieldInfo DataSet = Field("TrainSet");
    private static readonly FieldInfo FeatureMap = Field("FeatureMap");
    private static readonly FieldInfo FeatureCount = Field("FeatureCount");
    private static readonly FieldInfo Ensemble = Field("TrainedEnsemble");
    private static readonly PropertyInfo Labels = Property(DataSet.FieldType, "Targets");
    private static readonly PropertyInfo Weights = Property(DataSet.FieldType, "SampleWeights");
    private static readonly PropertyInfo Settings = Property(typeof(FastTreeTrainer), "InnerOptions");
    private static readonly MethodInfo Train = Method("TrainCore", typeof(IChannel));
    private static readonly MethodInfo Wrap = Method("MakeTransformer", typeof(FastTreeRegressionModelParameters), typeof(DataViewSchema));
    private static readonly ConstructorInfo Parameters =
        typeof(FastTreeRegressionModelParameters).GetConstructor(
            Hidden, [typeof(IHostEnvironment), Ensemble.FieldType, typeof(int), typeof(string)])
        ?? throw new MissingMethodException(nameof(FastTreeRegressionModelParameters), ".ctor");

    private object? _dataSet;
    private object? _featureMap;
    private object? _featureCount;

    /// <summary>Fits a trainer that was not used yet. Fits of one view come one after the other.</summary>
    /// <param name="trainer">The trainer; all of a view have the same options but for their seeds.</param>
    /// <param name="labels">A label for each row, the same as in the view.</param>
    /// <param name="weights">Its weight, the same as in the view.</param>
    public ITransformer Fit(FastTreeRegressionTrainer trainer, float[] labels, float[] weights)
    {
        if (_dataSet is null)
        {
            var first = trainer.Fit(view);
            (_dataSet, _featureMap, _featureCount) =
                (DataSet.GetValue(trainer), FeatureMap.GetValue(trainer), FeatureCount.GetValue(trainer));
            return first;
        }

        Array.Copy(labels, (double[])Labels.GetValue(_dataSet)!, labels.Length);
        Array.Copy(weights, (double[])Weights.GetValue(_dataSet)!, weights.Length);
        DataSet.SetValue(trainer, _dataSet);
        FeatureMap.SetValue(trainer, _featureMap);
        FeatureCount.SetValue(trainer, _featureCount);
        using (var channel = ((IHostEnvironment)ml).Start("Training"))
            Call(Train, trainer, channel);
        var model = Parameters.Invoke([ml, Ensemble.GetValue(trainer), _featureCount, Settings.GetValue(trainer)]);
        return (ITransformer)Call(Wrap, trainer, model, view.Schema)!;
    }

    private static object? Call(MethodInfo method, FastTreeRegressionTrainer trainer, params object?[] arguments) =>
        method.Invoke(trainer, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);

    private static FieldInfo Field(string name) =>
        typeof(FastTreeTrainer).GetField(name, Hidden) ?? throw new MissingFieldException(nameof(FastTreeTrainer), name);

    private static PropertyInfo Property(Type type, string name) =>
        type.GetProperty(name, Hidden) ?? throw new MissingMemberException(type.Name, name);

    private static MethodInfo Method(string name, params Type[] parameters) =>
        typeof(FastTreeRegressionTrainer).GetMethod(name, Hidden, parameters)
        ?? throw new MissingMethodException(nameof(FastTreeRegressionTrainer), name);
}

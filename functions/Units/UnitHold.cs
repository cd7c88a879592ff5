using YouthFunctions.Analytics.Units;

namespace YouthFunctions.Units;

/// <summary>The list of trees that one request, or one run of a job, goes by from beginning to end.</summary>
public sealed class UnitHold
{
    private readonly Func<UnitTree[]?> _latest;

    internal UnitHold(Func<UnitTree[]?> latest) => _latest = latest;

    /// <summary>The list; null until it is taken.</summary>
    internal UnitTree[]? Trees { get; private set; }

    /// <summary>Takes the latest list.</summary>
    public void Take() => Trees = _latest();
}

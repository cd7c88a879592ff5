using System.Diagnostics.CodeAnalysis;

namespace YouthFunctions.Plan.Persistence;

/// <summary>The year that a request is about, or the answer that refuses it.</summary>
public sealed class YearSelection
{
    private readonly SelectedYear? _year;
    private readonly IResult? _refusal;

    /// <param name="year">The year.</param>
    public YearSelection(SelectedYear year) => _year = year;

    /// <param name="refusal">The answer.</param>
    public YearSelection(IResult refusal) => _refusal = refusal;

    /// <summary>Gives the one or the other.</summary>
    /// <returns>Whether there is a year.</returns>
    public bool TryGet([NotNullWhen(true)] out SelectedYear? year, [NotNullWhen(false)] out IResult? refusal)
    {
        (year, refusal) = (_year, _refusal);
        return _year is not null;
    }
}

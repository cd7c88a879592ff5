using YouthFunctions.Analytics.Units;
using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Files;

/// <summary>Two trees side by side: the provinces of the country, or what is below one of them.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Before">The earlier tree.</param>
/// <param name="After">The later tree.</param>
/// <param name="Top">The unit whose insides are shown; null for the whole country.</param>
/// <param name="Rows">The rows of this page.</param>
/// <param name="Count">How many rows there are on all pages.</param>
/// <param name="PageNumber">Which page this is, from 1.</param>
/// <param name="WithUnchanged">Whether units that stay as they are have rows too.</param>
public sealed record ComparisonView(
    PageShell Shell, UnitTree Before, UnitTree After, Unit? Top, IReadOnlyList<ComparisonViewRow> Rows, int Count, int PageNumber,
    bool WithUnchanged)
{
    /// <summary>How many rows a page has.</summary>
    public const int PageSize = 50;

    private const int MaxNamed = 12;

    /// <summary>How many pages there are.</summary>
    public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);

    /// <summary>The units that a row's unit comes from, the first dozen by name.</summary>
    public string NamesOf(ComparisonViewRow row)
    {
        var names = string.Join(", ", row.Before.Take(MaxNamed).Select(unit => $"{unit.Name} {unit.Code}"));
        var more = row.Before.Count - MaxNamed;
        return more <= 0 ? names : names + Shell.Localizer.Localize($" và {more} đơn vị nữa", $" and {more} more");
    }

    /// <summary>What became of the units below, in numbers.</summary>
    public string FatesOf(ComparisonViewRow row) => string.Join("; ", row.Below.Select(below =>
        $"{Shell.Localizer.Localize(UnitTreeWords.Fate(below.Fate)).ToLower(Shell.Localizer.Culture)}: "
            + Shell.Localizer.FormatInteger(below.Count)));

    /// <summary>The address of a page.</summary>
    /// <param name="top">The unit whose insides are shown; null for the whole country.</param>
    /// <param name="page">Which page.</param>
    /// <param name="withUnchanged">Whether units that stay as they are have rows too.</param>
    public string Link(Unit? top, int page = 1, bool withUnchanged = false) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"/manage/reorganisations/compare?from={After.From}{(top is null ? "" : $"&unit={top.Code}")}{(page > 1 ? $"&page={page}" : "")}")
        + (withUnchanged ? "&all=true" : "");
}

/// <summary>A unit of the later tree beside those that it comes from, or a unit of the earlier tree that is no more.</summary>
/// <param name="Before">The units of the earlier tree.</param>
/// <param name="After">The unit of the later tree; null when there is none.</param>
/// <param name="Fate">What happened.</param>
/// <param name="Below">Of the units below the later one, how many have which other fate; none where the row has none below.</param>
public sealed record ComparisonViewRow(
    IReadOnlyList<Unit> Before, Unit? After, UnitFate Fate, IReadOnlyList<(UnitFate Fate, int Count)> Below);

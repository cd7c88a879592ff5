using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Pages;

/// <summary>What stands around every page: title, way back, languages, years, and what day it is.</summary>
/// <param name="Call">The request.</param>
/// <param name="Title">The page's own title.</param>
/// <param name="Path">The units on the way here, the centre first; empty where there is none.</param>
/// <param name="SelectedYear">The year looked at; null on pages without one.</param>
public sealed record PageShell(Call Call, string Title, IReadOnlyList<Unit> Path, SelectedYear? SelectedYear)
{
    /// <summary>What the figures of the page are of; null on pages without figures.</summary>
    public FigureStamp? Figures { get; init; }

    /// <summary>What the addresses of the units on the way here begin with.</summary>
    public string PathBase { get; init; } = "/units/";

    /// <summary>Whether the page says what is wrong with what was sent: its title says so first, which screen readers read aloud.</summary>
    public bool HasFaults { get; init; }

    /// <summary>What stands in the field of the search.</summary>
    public string Typed { get; init; } = "";

    /// <summary>The words of the page's language.</summary>
    public Localizer Localizer { get; } = new(Call.Language);

    /// <summary>The day in Viet Nam by the product's clock.</summary>
    public DateOnly Today => LocalTime.DayAt(Call.Now);

    /// <summary>Whether the product's clock was moved to another day.</summary>
    public bool IsClockMoved => Call.Http.Response.Headers.ContainsKey("X-As-Of");

    /// <summary>The units on the way that the caller may open.</summary>
    public IEnumerable<Unit> Reachable => Path.SkipWhile(unit => Call.Caller is { } caller && unit.Code != caller.Unit);

    /// <summary>This page with one query parameter changed.</summary>
    public string With(string name, object value)
    {
        var query = Call.Http.Request.Query.Where(pair => pair.Key != name).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        query[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return Call.Http.Request.Path + QueryString.Create(query!);
    }

    /// <summary>A query parameter of the request; null when absent.</summary>
    public string? Query(string name) => Call.QueryText(name);

    /// <summary>The page of a unit in the year looked at.</summary>
    public string UnitLink(Unit unit) => string.Create(CultureInfo.InvariantCulture, $"/units/{unit.Code}?year={SelectedYear?.Year}");

    /// <summary>A unit on the way here, as pages of this kind show it.</summary>
    public string PathLink(Unit unit) => string.Create(CultureInfo.InvariantCulture, $"{PathBase}{unit.Code}?year={SelectedYear?.Year}");

    /// <summary>The page of an indicator of a unit in the year looked at.</summary>
    public string IndicatorLink(Unit unit, Indicator indicator) => IndicatorLink(unit.Code, indicator, SelectedYear?.Year);

    /// <summary>The page of an indicator of a unit in a year.</summary>
    public static string IndicatorLink(UnitCode unit, Indicator indicator, int? year) =>
        string.Create(CultureInfo.InvariantCulture, $"/units/{unit}/indicators/{indicator.Code}?year={year}");
}

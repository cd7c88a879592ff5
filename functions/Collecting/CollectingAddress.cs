using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Collecting;

/// <summary>What an address of the desk names: a unit, in the tree of the month in <c>?period=</c> or of the year in
/// <c>?year=</c>.</summary>
/// <param name="Year">The year's plan.</param>
/// <param name="Unit">The unit, within the caller's reach.</param>
/// <param name="Period">The month; null where none is named.</param>
public sealed record CollectingAddress(SelectedYear Year, Unit Unit, Month? Period)
{
    /// <summary>Reads an address; or the answer that refuses it.</summary>
    /// <param name="call">The request.</param>
    /// <param name="years">Chooses the year.</param>
    /// <param name="register">The trees of units.</param>
    /// <param name="needsPeriod">Whether a month must be named.</param>
    /// <param name="cancel">Stops the reads.</param>
    public static async Task<(CollectingAddress? Address, IResult? Refusal)> ReadAsync(
        Call call, YearSelector years, UnitRegister register, bool needsPeriod, CancellationToken cancel)
    {
        var text = call.QueryText("period");
        var isMonth = MonthText.TryParse(text, out var period);
        if (!(await years.SelectAsync(call, isMonth ? period.Year : null, cancel)).TryGet(out var chosen, out var refusal))
            return (null, refusal);
        var tree = isMonth ? register.TreeOf(period) : register.TreeOf(chosen.Year);
        var unit = call.Function.Scope == AccessScope.Unit ? call.UnitIn(tree) : call.SignedIn.Find(tree, call.SignedIn.Unit);
        if (unit is null)
            return (null, YearParameter.NoUnit(call));
        return isMonth || (text is null or "" && !needsPeriod)
            ? (new CollectingAddress(chosen, unit, isMonth ? period : null), null)
            : (null, Problems.Malformed(call, "?period", new Text("Tháng viết dạng 2024-05.", "A month is written like 2024-05.")));
    }
}

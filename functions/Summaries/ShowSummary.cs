using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Summaries.Standings;
using YouthFunctions.Units;

namespace YouthFunctions.Summaries;

/// <summary>The page of a unit: how its year stands, and who below carries the gap.</summary>
public sealed class ShowSummary(SummaryReader reader, YearSelector years, UnitRegister register)
{
    /// <summary>The page of the caller's own unit; a reporter has the form to fill in.</summary>
    public Task<IResult> Home(Call call, CancellationToken cancel) => call.SignedIn.Role == Role.Reporter
        ? Task.FromResult(SignIn.SeeOther(call, "/report"))
        : ShowAsync(call, tree => call.SignedIn.Find(tree, call.SignedIn.Unit), cancel);

    /// <summary>The page of a unit within the caller's reach.</summary>
    public Task<IResult> Unit(Call call, CancellationToken cancel) => ShowAsync(call, call.UnitIn, cancel);

    private async Task<IResult> ShowAsync(Call call, Func<UnitTree, Unit?> find, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: true, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var looked = IndicatorCode.TryParse(call.QueryText("indicator"), out var code) ? code : (IndicatorCode?)null;
        if (find(register.TreeOf(chosen.Year)) is not { } unit || await reader.ReadAsync(unit.Code, chosen.Year, looked, cancel)
            is not { } summary)
            return YearParameter.NoUnit(call);
        return new PageResult(
            call, SummaryPage.Create(new SummaryView(
                new PageShell(call, summary.Unit.Name, summary.Path, chosen)
                {
                    Figures = new FigureStamp(null, null, summary.IsSimulated), // the page itself says of which day
                },
                summary)));
    }
}

using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Scorecards;

/// <summary>How such forecasts did on past years that the model had not seen.</summary>
public sealed class ShowScorecard(ForecastArchive archive, ScorecardStore scorecards, YearSelector years)
{
    private static readonly Text Title = new("Dự báo đã đúng đến đâu", "How the forecasts did");

    /// <summary>The page.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var days = await archive.DaysAsync(chosen.Year, cancel);
        // A run on a later day than the one that is shown is not known yet.
        var today = LocalTime.DayAt(call.Now);
        var day = days.Where(day => day <= today).Select(day => (DateOnly?)day).LastOrDefault();
        var card = day is { } known ? await archive.FindCardAsync(chosen.Year, known, cancel) : null;
        var past = await scorecards.FindAsync(chosen.Year, cancel) ?? await scorecards.FindAsync(chosen.Year - 1, cancel);
        return new PageResult(
            call,
            ScorecardPage.Create(
                new ScorecardView(new PageShell(call, call.Localize(Title), [], chosen), day, card, past, chosen.ReportingYear.Plan)));
    }
}

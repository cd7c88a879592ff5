using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Scorecards;

/// <summary>How past forecasts did, as JSON: by indicator, level and months known.</summary>
public sealed class GetScorecard(ScorecardStore scorecards, YearSelector years)
{
    /// <summary><c>GET api/scorecard?year=</c>; 404 while the year has not ended.</summary>
    [Operation(
        "Các dự báo trước đây đã đúng đến đâu.",
        "How past forecasts of an ended year did, by indicator, level and months known.")]
    [QueryOf<YearSelector>]
    [Answer<ScorecardDocument>, Refuses(404)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        return await scorecards.FindAsync(chosen.Year, cancel) is { } card
            ? Results.Json(new ScorecardDocument(card.Year, card.Alarms, card.Warnings, card.Sum(_ => true), card.Lines), WireJson.Options)
            : Problems.NotFound(
                call, new Text("Năm này chưa kết thúc, hoặc chưa có dự báo nào.", "This year has not ended, or was never forecast."));
    }
}

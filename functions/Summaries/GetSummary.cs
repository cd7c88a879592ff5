using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Summaries.Standings;
using YouthFunctions.Units;

namespace YouthFunctions.Summaries;

/// <summary>The summary as JSON, for other programs: the content of the page, texts in both languages.</summary>
public sealed class GetSummary(SummaryReader reader, YearSelector years, UnitRegister register)
{
    /// <summary>The unit's summary of a year.</summary>
    [Operation("Tóm tắt cho lãnh đạo.", "The leaders' summary of a unit.")]
    [QueryOf<YearSelector>]
    [Answer<SummaryDocument>]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        if (call.UnitIn(register.TreeOf(chosen.Year)) is not { } unit || await reader.ReadAsync(unit.Code, chosen.Year, null, cancel)
            is not { } summary)
            return YearParameter.NoUnit(call);
        return Results.Json(SummaryDocument.Create(summary, LocalTime.DayAt(call.Now)), WireJson.Options);
    }
}

using Microsoft.AspNetCore.Routing;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Parts;
using YouthFunctions.Pages;

namespace YouthFunctions.Administration.Operations;

/// <summary>The buttons of the administrators' page that begin a job's run now, or end the one under way: by the functions of the
/// API.</summary>
public sealed class JobButtons(RunJob jobs, CancelJob cancelling)
{
    /// <summary>Whether a timer can be begun by hand.</summary>
    public static bool CanRun(string job) => job is "RollUp" or "Forecast" or "Export" or "Backup";

    /// <summary><c>action=run</c> or <c>cancel</c> with <c>job</c>; leads back to the list of jobs.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var (action, job) = (form["action"].ToString(), form["job"].ToString());
        HttpHandler? wanted = (action, job) switch
        {
            ("run", "RollUp") => jobs.Rollup,
            ("run", "Forecast") => jobs.Forecast,
            ("run", "Export") => jobs.Export,
            ("run", "Backup") => jobs.Backup,
            ("cancel", _) => cancelling.Handle,
            _ => null,
        };
        if (wanted is null)
            return Problems.Malformed(call, "action", new Text(
                "Cần action là run hoặc cancel, và job là một tác vụ.", "The action is run or cancel, and the job one that can be run."));
        var answer = await wanted(call with { Route = new RouteValueDictionary { ["job"] = job } }, cancel);
        if (Problems.Find(answer) is not null)
            return answer;
        call.Audit.Add(action == "run" ? "job.begun" : "job.cancelled", subject: job);
        return SignIn.SeeOther(call, $"/manage?{(action == "run" ? "begun" : "cancelled")}={job}#jobs");
    }
}

using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Summaries;

namespace YouthFunctions.Welcome;

/// <summary>The first page: for whoever is signed in what the roles are for, and for all others what this is and whom to ask for a
/// key.</summary>
public sealed class ShowHome(
    ShowSummary summary, ScorecardStore scorecards, YearSelector years, RollupStore rollups, IConfiguration configuration, HostKind host)
{
    /// <summary>The setting that names whom to ask for a key, shown to everybody.</summary>
    public const string ContactSetting = "Welcome:Contact";

    private static readonly Text Title = new("Chào mừng", "Welcome");

    /// <summary>The page.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (call.Caller is not null)
            return await summary.Home(call, cancel);
        // A strict cookie does not come with a link that was followed from elsewhere; it comes when our own page asks again.
        if (call.Http.Request.Headers["Sec-Fetch-Site"] == "cross-site")
            return Problems.Create(call, StatusCodes.Status401Unauthorized, "no-key", new Text("Cần đăng nhập.", "Please sign in."));
        var current = await years.FindDefaultAsync(cancel);
        var isEmpty = current is null || await rollups.ReflectsAsync(current.Plan.Year, cancel) is null;
        var card = current is null ? null : await scorecards.FindAsync(current.Plan.Year - 1, cancel);
        var score = card?.Sum(_ => true);
        return new PageResult(call, WelcomePage.Create(new WelcomeView(
            new PageShell(call, call.Localize(Title), [], null), PrintableText.Clean(configuration[ContactSetting], 300),
            score is { Intervals: > 0 } known ? (card!.Year, (double)known.Within80 / known.Intervals, known.Intervals) : null, isEmpty,
            host == HostKind.Standalone)));
    }
}

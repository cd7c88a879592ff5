using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using RazorSlices;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Summaries.Standings;
using YouthFunctions.Units;

namespace YouthFunctions.Briefs;

/// <summary>Each Monday: the brief of the centre and of every province, and one message with the link.</summary>
public sealed class BriefJob(SummaryReader reader, YearSelector years, UnitRegister register, BriefStore briefs, BriefWebhook webhook)
{
    private const int ParallelUnits = 4;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes the briefs of this year's plan, or of the latest year that has one, while it is open.</summary>
    /// <exception cref="HttpRequestException">The message was refused: a run that is tried again writes what is missing and posts
    /// it.</exception>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        var today = LocalTime.DayAt(run.Now);
        var week = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        if (await years.FindDefaultAsync(cancel) is not { Plan.Year: var year } reportingYear || !reportingYear.IsOpen(run.Now))
            return new TimerOutcome(0, "no open year");
        var tree = register.TreeOf(year);
        var written = 0;
        await Parallel.ForEachAsync(
            tree.Children(tree.Root.Code).Select(province => province.Code).Prepend(tree.Root.Code),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelUnits, CancellationToken = cancel },
            async (unit, token) => Interlocked.Add(ref written, await WriteAsync(unit, year, week, token) ? 1 : 0));
        var posted = await PostAsync(year, week, cancel);
        return new TimerOutcome(written, $"{written} briefs of {week:yyyy-MM-dd}; message: {posted}");
    }

    private async Task<bool> WriteAsync(UnitCode unit, int year, DateOnly week, CancellationToken cancel)
    {
        // What people have read stays as it is, although the figures may be others when a run is tried again.
        if (await briefs.FindAsync(unit, year, week, "json", cancel) is not null
            || await reader.ReadAsync(unit, year, null, cancel) is not { AsOf: not null } summary)
            return false;
        var brief = BriefDocument.Create(summary, week, await briefs.BeforeAsync(unit, year, week, cancel));
        await briefs.SaveAsync(
            brief, await PageAsync(brief, summary, Language.Vietnamese, cancel),
            await PageAsync(brief, summary, Language.English, cancel), cancel);
        return true;
    }

    private static async Task<BinaryData> PageAsync(BriefDocument brief, Summary summary, Language language, CancellationToken cancel)
    {
        var html = new StringBuilder();
        await BriefPage.Create(new BriefView(brief, summary, new Localizer(language))).RenderAsync(html, Encoder, cancel);
        return BinaryData.FromString(html.ToString());
    }

    private async Task<string> PostAsync(int year, DateOnly week, CancellationToken cancel)
    {
        if (await briefs.FindAsync(UnitCode.Country, year, week, "json", cancel) is not { } content)
            return "nothing to tell yet";
        webhook.RequireAddress();
        if (!await briefs.TryClaimPostAsync(year, week, cancel))
            return "posted before";
        var result = await webhook.PostAsync(content.ToObjectFromJson<BriefDocument>(StoredJson.Options)!, cancel);
        if (result is PostResult.Refused or PostResult.NotConfigured)
            await briefs.ReleasePostAsync(year, week, CancellationToken.None); // also when the process is being ended
        return result switch
        {
            PostResult.Taken => "posted",
            PostResult.NotConfigured => "no webhook is set",
            // The next run is next Monday and has a message of its own: this one is posted by a retry, or by none.
            PostResult.Refused => throw new HttpRequestException(
                string.Create(CultureInfo.InvariantCulture, $"The message of {week:yyyy-MM-dd} was refused; the briefs are there.")),
            _ => "sent, but no answer came; not sent again this week",
        };
    }
}

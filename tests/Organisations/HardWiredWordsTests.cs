using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Organisations;

/// <summary>Walks every page that a link leads to, the API, its description and the exported files of another organisation: none says a
/// word that is of the shipped one.</summary>
[Collection(ExampleOrganisationCollection.Name)]
[Trait("Category", "siege")]
public sealed partial class HardWiredWordsTests(ExampleOrganisation example)
{
    // A page of each kind is enough of what there are many of.
    private const int MostOfAKind = 3;

    [Fact]
    public async Task No_page_that_a_link_leads_to_says_a_word_of_the_shipped_organisation()
    {
        var (found, seen) = (new SortedSet<string>(), new HashSet<string>());
        foreach (var role in new[] { "administrator", "leader", "reporter", "analyst" })
        {
            var kinds = new Dictionary<string, int>();
            var waiting = new Queue<string>(
                ["/", "/openapi", "/units/G-015?year=2026", "/manage/plan/indicator?year=2026&code=funds-raised"]);
            using var client = example.ClientOf(role);
            while (waiting.TryDequeue(out var path))
            {
                var kind = Codes().Replace(path, "#");
                if (!seen.Add($"{role} {path}") || (kinds[kind] = kinds.GetValueOrDefault(kind) + 1) > MostOfAKind)
                    continue;
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
                if (answer.Content.Headers.ContentType?.MediaType is not "text/html")
                    continue;
                var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                Look(found, path, html);
                var english = Marked().Replace(html, "");
                if (Letter().Match(english) is { Success: true } letter)
                    found.Add($"{kind}: Vietnamese: {Around(english, letter.Index)}");
                foreach (var link in Link().Matches(html).Select(match => match.Groups[1].Value.Split('#')[0]))
                    if (link.StartsWith('/') && !link.StartsWith("/assets", StringComparison.Ordinal)
                        && !link.Contains("lang=vi", StringComparison.Ordinal))
                        waiting.Enqueue(link);
            }
        }

        Assert.True(seen.Count > 60, $"Only {seen.Count} pages were found.");
        Assert.Empty(found);
    }

    [Fact]
    public async Task Neither_does_the_API_nor_its_description()
    {
        var found = new SortedSet<string>();
        using var administrator = example.ClientOf("administrator");
        foreach (var path in new[]
        {
            "/openapi/v1.json", "/api/rollups/NO?year=2026", "/api/rollups/NO?year=2026&level=commune", "/api/forecasts/NO?year=2026",
            "/api/summary/R1?year=2026", "/api/plans/2026", "/api/targets/R1?year=2026", "/api/alerts?year=2026", "/api/jobs",
            "/api/data/rollups?level=region", "/api/data/rollups?level=district", "/api/scorecards/2026", "/api/keys", "/api/audit",
            "/api/exports", "/api/calendar/2026", "/api/activities/2026", "/api/briefs/NO/2026-09-14?year=2026",
        })
        {
            using var answer = await administrator.GetAsync(new Uri(path, UriKind.Relative));
            Look(found, path, await answer.Content.ReadAsStringAsync());
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task Neither_does_any_exported_file()
    {
        var found = new SortedSet<string>();
        using var analyst = example.ClientOf("analyst");
        using var list = JsonDocument.Parse(await analyst.GetStringAsync(new Uri("/api/exports", UriKind.Relative)));
        var snapshot = list.RootElement.GetProperty("latest").GetString();
        string[] paths =
        [
            .. list.RootElement.GetProperty("files").EnumerateArray()
                .Where(file => file.GetProperty("format").GetString() is not ("parquet" or "xlsx"))
                .Select(file => file.GetProperty("path").GetString()!), "datapackage.json",
        ];
        foreach (var path in paths)
            Look(found, path, path + "\n" + await analyst.GetStringAsync(new Uri($"/api/exports/{snapshot}/{path}", UriKind.Relative)));
        Assert.True(paths.Length > 50, $"Only {paths.Length} files were found.");
        Assert.Empty(found);
    }

    private static void Look(SortedSet<string> found, string path, string text)
    {
        foreach (Match word in Words().Matches(text))
            found.Add($"{Codes().Replace(path, "#")}: {Around(text, word.Index)}");
    }

    private static string Around(string text, int place) =>
        text[Math.Max(0, place - 40)..Math.Min(text.Length, place + 40)].ReplaceLineEndings(" ");

    // Its root, levels and codes, its name, its money, its indicators, its country; media types of vendors (vnd.) are none of these.
    [GeneratedRegex(
        @"\bVN\b|Đoàn|\bprovinces?\b|\bdistricts?\b|\bcommunes?\b|\btỉnh\b|\bhuyện\b|\bxã\b|\bphường\b|Trung ương|Youth Union|\bVND\b(?!\.)"
            + @"|\bđồng\b|trees-planted|Hà Nội|Viet ?Nam(?!ese)|Việt Nam|01-001|Ho_Chi_Minh",
        RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", RegexOptions.IgnoreCase)]
    private static partial Regex Letter();

    [GeneratedRegex("(G-[0-9]{3}|R[0-9]|NO|[0-9]{4}-[0-9]{2}(-[0-9]{2})?|[0-9a-f]{12})")]
    private static partial Regex Codes();

    // What says itself that it is Vietnamese, such as the way to the other language or a field for a name in it.
    [GeneratedRegex("<[^>]*lang=\"vi\"[^>]*>[^<]*|Tiếng Việt")]
    private static partial Regex Marked();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}

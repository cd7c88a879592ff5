using System.Net;
using System.Text;
using YouthFunctions.Calls;

namespace YouthFunctions.Tests.House;

/// <summary>Years before and a year's reports, sent as the centre sends them, and summed.</summary>
internal static class SentYears
{
    public static async Task SendAsync(TestApp app, StringBuilder history, StringBuilder reports)
    {
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        foreach (var (client, path, text) in new[] { (centre, "/api/history", history), (reporter, "/api/reports/batch", reports) })
        {
            using var content = new StringContent(text.ToString(), Encoding.UTF8, "text/csv");
            using var answer = await client.PostAsync(path, content);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }

        using var run = await centre.RunJobAsync("/api/rollups/run");
    }
}

using System.Net;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.Administration;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Form;

/// <summary>Two senders of one month, by the form without JavaScript.</summary>
public sealed class ConflictFormTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    /// <summary>A browser sends the choices beside a blank number as well; they are not of the figure that stands.</summary>
    [Fact]
    public async Task A_choice_beside_a_blank_number_says_nothing_of_the_figure_that_stands()
    {
        await using var site = await PhoneSite.StartAsync(storage);
        using var sender = await site.ClientAsync(Role.Reporter, "02-026");
        var (status, _) = await PostAsync(sender, new()
        {
            ["n-trees-planted"] = "1.200",
            ["c-trees-planted"] = "year-to-date",
            ["n-loans"] = "5.000.000",
            ["n-ideas-supported"] = "2",
        });
        Assert.Equal(HttpStatusCode.OK, status); // of the page with the receipt

        (status, var page) = await PostAsync(sender, new()
        {
            ["n-ideas-supported"] = "3",
            ["n-trees-planted"] = "",
            ["c-trees-planted"] = "month",
            ["n-loans"] = "",
            ["m-loans"] = "1000000",
            ["c-loans"] = "month",
            ["counting"] = "year-to-date",
            ["step"] = "review",
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("id=\"conflict\"", page, StringComparison.Ordinal);
        (status, _) = await PostAsync(sender, new(FormFields.Read(page, "/report?unit="))
        {
            ["counting"] = "year-to-date",
            ["reason"] = "đếm lại",
        });

        Assert.Equal(HttpStatusCode.OK, status);
        var values = (await site.RevisionsAsync("02-026", "2024-05"))[^1].Values;
        Assert.Equal((2, 3m), ((await site.RevisionsAsync("02-026", "2024-05")).Count, Value("ideas-supported").Amount));
        Assert.Equal((1_200m, true), Value("trees-planted"));
        Assert.Equal((5_000_000m, false), Value("loans"));

        (decimal? Amount, bool IsYearToDate) Value(string code) =>
            (values[IndicatorCode.Parse(code)].Measure.Numerator, values[IndicatorCode.Parse(code)].IsYearToDate);
    }

    private static async Task<(HttpStatusCode Status, string Page)> PostAsync(HttpClient sender, Dictionary<string, string> fields)
    {
        fields["unit"] = "02-026";
        fields["period"] = "2024-05";
        using var answer = await sender.SendAsync(
            SampleSite.Form("report", [.. fields.Select(field => (field.Key, field.Value))]));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

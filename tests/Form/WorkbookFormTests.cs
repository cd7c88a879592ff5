using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Form;

/// <summary>The filled workbook, sent from the form's page with the same review.</summary>
public sealed class WorkbookFormTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Page = "report/workbook?unit=02-026&period=2024-05";

    [Fact]
    public async Task The_template_of_the_page_is_filled_and_goes_through_the_review_of_the_form()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Reporter, "02-026");
        var form = await browser.GetStringAsync("/report?unit=02-026&period=2024-05");
        var template = WebUtility.HtmlDecode(Regex.Match(form, "href=\"(/api/templates/[^\"]+)\"").Groups[1].Value);
        var filled = Fill(await browser.GetByteArrayAsync(new Uri(template, UriKind.Relative)), "[trees-planted]", "900000000");

        var (status, review) = await SendAsync(browser, filled);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("name=\"ok-trees-planted\"", review, StringComparison.Ordinal);
        Assert.Contains("Gửi báo cáo tháng 5/2024 của Huyện Đồng Văn", review, StringComparison.Ordinal);
        var fields = Regex.Matches(review, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
            .Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value))).ToArray();
        Assert.Contains(("n-trees-planted", "900000000"), fields);
        using var sent = await browser.SendAsync(SampleSite.Form(
            "report?unit=02-026&period=2024-05", [.. fields, ("ok-trees-planted", "900000000"), ("step", "send")]));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        // The same file again meets the report that it made.
        (status, review) = await SendAsync(browser, filled);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Báo cáo này đã được nhận nguyên như vậy", review, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_reports_are_looked_at_together_and_each_unusual_value_is_confirmed()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Reporter, "02");
        var file = Encoding.UTF8.GetBytes("unit,period,trees-planted\n02-026,2024-05,900000000\n02-027,2024-05,5\n02-028,2024-05,\n");
        var (status, page) = await SendAsync(browser, file);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Gửi 2 báo cáo", page, StringComparison.Ordinal);
        Assert.Contains("Huyện Đồng Văn, 5/2024, Cây xanh được trồng mới: 900.000.000", page, StringComparison.Ordinal);
        Assert.DoesNotContain("confirmed", page, StringComparison.Ordinal);
        var asked = Assert.Single(Regex.Matches(page, "name=\"ok\" value=\"([^\"]+)\"")).Groups[1].Value;
        var content = Regex.Match(page, "name=\"content\" value=\"([^\"]+)\"").Groups[1].Value;
        content = WebUtility.HtmlDecode(content);
        (status, page) = await PostAsync(browser, ("content", content), ("step", "send"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("<title>Lỗi: ", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/api/reports/02-027/2024-05")).StatusCode);
        (status, page) = await PostAsync(browser, ("content", content), ("step", "send"), ("ok", WebUtility.HtmlDecode(asked)));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("2 báo cáo", page, StringComparison.Ordinal);
        Assert.Contains("900000000", await browser.GetStringAsync("/api/reports/02-026/2024-05"), StringComparison.Ordinal);
        // Sent once more, nothing counts twice.
        (status, _) = await PostAsync(browser, ("content", content), ("step", "send"), ("ok", WebUtility.HtmlDecode(asked)));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"revision\":1", await browser.GetStringAsync("/api/reports/02-026/2024-05"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_in_a_file_says_why()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Reporter, "02");
        const string Head = "unit,period,trees-planted,replaces,reason\n";
        var first = Encoding.UTF8.GetBytes(Head + "02-026,2024-05,5,,\n02-027,2024-05,5,,\n");
        await PostAsync(browser, ("content", Convert.ToBase64String(first)), ("step", "send"));
        var (status, page) = await SendAsync(browser, Encoding.UTF8.GetBytes(Head + "02-026,2024-05,6,1,\n02-027,2024-05,7,1,đếm lại\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Single(Regex.Matches(page, "xin ghi lý do sửa"));
        (status, page) = await SendAsync(browser, Encoding.UTF8.GetBytes(Head + "02-026,2024-05,6,1,\n"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("href=\"#reason\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"6\"", page, StringComparison.Ordinal); // and can be given on the form
    }

    [Theory]
    [InlineData("unit,period,trees-planted\n02-026,2024-05,một nghìn\n", "một nghìn")]
    [InlineData("unit,period,trees-planted\n01-001,2024-05,5\n", "01-001")]
    [InlineData("unit,period,trees-planted\n02-026,2024-05,\n", "Tệp chưa có số liệu nào")]
    [InlineData("%PDF-1.7", "tệp PDF")]
    [InlineData("", "Hãy chọn tệp")]
    public async Task What_stands_in_the_way_of_a_file_is_said_with_its_place(string file, string says)
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Reporter, "02");
        var (status, page) = await SendAsync(browser, Encoding.UTF8.GetBytes(file));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("<title>Lỗi: ", page, StringComparison.Ordinal);
        Assert.Contains(says, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_for_a_unit_out_of_reach_is_not_looked_at()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Reporter, "02");
        using var foreign = await browser.SendAsync(SampleSite.Form("report/workbook?unit=01&period=2024-05", ("content", "QQ==")));
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        using var other = SampleSite.Form(Page, ("content", "QQ=="));
        other.Headers.Remove("Sec-Fetch-Site");
        other.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var refused = await browser.SendAsync(other);
        Assert.True(refused.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
    }

    private static Task<(HttpStatusCode Status, string Page)> PostAsync(HttpClient browser, params (string, string)[] fields) =>
        AnswerAsync(browser, SampleSite.Form(Page, fields));

    private static Task<(HttpStatusCode Status, string Page)> SendAsync(HttpClient browser, byte[] file)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Page)
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "bao-cao.xlsx" } },
            Headers = { { "Sec-Fetch-Site", "same-origin" }, { "Accept", "text/html" } },
        };
        return AnswerAsync(browser, request);
    }

    private static async Task<(HttpStatusCode Status, string Page)> AnswerAsync(HttpClient browser, HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await browser.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    // Writes a number under the heading that ends so, in the first row below the head.
    private static byte[] Fill(byte[] template, string heading, string number)
    {
        using var stream = new MemoryStream();
        stream.Write(template);
        using (var document = SpreadsheetDocument.Open(stream, isEditable: true))
        {
            var rows = document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().ToArray();
            var column = rows[0].Elements<Cell>().ToList().FindIndex(cell => cell.InnerText.EndsWith(heading, StringComparison.Ordinal));
            Assert.InRange(column, 0, 25);
            rows[1].Append(new Cell
            {
                CellReference = $"{(char)('A' + column)}2", CellValue = new CellValue(number), DataType = CellValues.Number,
            });
        }

        return stream.ToArray();
    }
}

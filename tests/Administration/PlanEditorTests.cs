using System.Net;
using System.Text.Json.Nodes;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Administration;

/// <summary>The plan of a year by hand, without a browser.</summary>
public sealed class PlanEditorTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task A_target_and_a_name_are_changed_after_a_look_and_nothing_else_is()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var before = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        var typed = await FieldsAsync(centre, "/manage/plan/indicator?year=2024&code=trees-planted");
        Assert.Equal("Cây xanh được trồng mới", typed["name-vi"]);
        typed["name-en"] = "New trees";
        typed["target"] = "12.500.000";
        var (status, html) = await PostAsync(centre, "/manage/plan/indicator", typed, "look");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("12.500.000", html, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(before, JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))));

        (status, _) = await PostAsync(centre, "/manage/plan/indicator", Hidden(html), "apply");
        Assert.Equal(HttpStatusCode.OK, status);
        var trees = before["indicators"]!.AsArray().Single(item => item!["code"]!.GetValue<string>() == "trees-planted")!;
        trees["name"]!["english"] = "New trees";
        trees["target"] = 12_500_000;
        var after = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"));
        Assert.True(JsonNode.DeepEquals(before, after), after!.ToJsonString());
    }

    [Fact]
    public async Task A_form_on_a_plan_that_somebody_changed_meanwhile_changes_nothing()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var old = await FieldsAsync(centre, "/manage/plan?year=2024");
        var other = await FieldsAsync(centre, "/manage/plan?year=2024");
        other["theme-en"] = "Another theme";
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(centre, "/manage/plan", other, "apply")).Status);
        old["theme-en"] = "A third theme";
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PostAsync(centre, "/manage/plan", old, "apply")).Status);
        Assert.Contains("Another theme", await centre.GetStringAsync("/api/plans/2024"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_indicator_is_added_behind_its_group_and_what_breaks_rules_is_told_beside_what_was_typed()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var typed = await FieldsAsync(centre, "/manage/plan/indicator?year=2024");
        typed["code"] = "Not a code!";
        typed["kind"] = "1";
        typed["decimals"] = "many";
        var (status, html) = await PostAsync(centre, "/manage/plan/indicator", typed, "look");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("Not a code!", html, StringComparison.Ordinal);
        Assert.Equal(3, html.Split("id=\"faults\"")[1].Split("</ul>")[0].Split("<li>").Length - 1);

        (typed["code"], typed["kind"], typed["decimals"], typed["group"]) = ("clubs-founded", "Flow", "0", "1");
        (typed["name-vi"], typed["name-en"], typed["unit-vi"], typed["unit-en"]) = ("Câu lạc bộ", "Clubs", "câu lạc bộ", "clubs");
        (status, html) = await PostAsync(centre, "/manage/plan/indicator", typed, "look");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("được tính lại", html, StringComparison.Ordinal); // sums are made again
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(centre, "/manage/plan/indicator", Hidden(html), "apply")).Status);
        var plan = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        var groups = plan["indicators"]!.AsArray().Select(item => item!["group"]!.GetValue<int>()).ToArray();
        Assert.Equal(groups.Order(), groups);
        Assert.Contains(plan["indicators"]!.AsArray(), item => item!["code"]!.GetValue<string>() == "clubs-founded");
    }

    [Fact]
    public async Task No_indicator_goes_once_the_year_has_begun_and_before_it_one_does()
    {
        await using var app = await TestApp.StartAsync(storage); // 2024
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        await app.SetPlanAsync(2025);
        var typed = await FieldsAsync(centre, "/manage/plan/indicator?year=2024&code=loans");
        typed["remove"] = "true";
        var (status, html) = await PostAsync(centre, "/manage/plan/indicator", typed, "look");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("không bỏ được chỉ tiêu loans", html, StringComparison.Ordinal);

        typed = await FieldsAsync(centre, "/manage/plan/indicator?year=2025&code=loans");
        typed["remove"] = "true";
        (status, html) = await PostAsync(centre, "/manage/plan/indicator", typed, "look");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(centre, "/manage/plan/indicator", Hidden(html), "apply")).Status);
        Assert.DoesNotContain("loans", await centre.GetStringAsync("/api/plans/2025"), StringComparison.Ordinal);
        Assert.Contains("loans", await centre.GetStringAsync("/api/plans/2024"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_indicator_stands_in_its_form_as_it_was_set()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var plan = JsonNode.Parse(await centre.GetStringAsync("/api/plans/2024"))!;
        foreach (var code in plan["indicators"]!.AsArray().Select(item => item!["code"]!.GetValue<string>()))
        {
            var typed = await FieldsAsync(centre, $"/manage/plan/indicator?year=2024&code={code}");
            var (status, html) = await PostAsync(centre, "/manage/plan/indicator", typed, "look");
            Assert.Equal((code, HttpStatusCode.OK), (code, status));
            Assert.Contains("Không có gì thay đổi", html, StringComparison.Ordinal);
        }
    }

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpClient centre, string path) =>
        FormFields.Read(await centre.GetStringAsync(path));

    private static Dictionary<string, string> Hidden(string html) => FormFields.Read(html);

    private static async Task<(HttpStatusCode Status, string Html)> PostAsync(
        HttpClient centre, string path, Dictionary<string, string> typed, string step)
    {
        using var request = SampleSite.Form(path, [.. typed.Select(field => (field.Key, field.Value)), ("step", step)]);
        using var answer = await centre.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

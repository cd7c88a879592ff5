using System.Text.Json;
using System.Text.Json.Nodes;
using YouthFunctions.Calls.Answers;
using YouthFunctions.History;
using YouthFunctions.OpenApi;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.OpenApi;

/// <summary>Bodies that are read by hand, so that all their faults are told, are read as the types say that describe them.</summary>
public sealed class HandReadBodyTests
{
    [Theory]
    [InlineData(typeof(ReportRequest))]
    [InlineData(typeof(AddressedReportRequest))]
    [InlineData(typeof(WithdrawalRequest))]
    public void A_report_is_read_with_every_member_that_is_described(Type type)
    {
        Assert.NotEmpty(Names(type));
        AssertEach.All(Names(type), name => Assert.DoesNotContain("member.unknown", Read(name, ReadReport)));
        Assert.Contains("member.unknown", Read("described", ReadReport));
    }

    [Fact]
    public void What_a_report_has_is_described() => AssertEach.All(
        ["unit", "period", "values", "reason", "replaces", "simulated", "confirmed"],
        name => Assert.Contains(name, Names(typeof(ReportRequest))));

    [Fact]
    public void A_value_is_read_with_every_member_that_is_described() => AssertEach.All(
        Names(typeof(ReportRequestValue)),
        name => Assert.Empty(Faults(Value(name).ToJsonString(), ReadReport)));

    [Fact]
    public void A_review_is_read_with_every_member_that_is_described()
    {
        AssertEach.All(Names(typeof(ReviewRequest)), name => Assert.DoesNotContain("member.unknown", Read(name, ReadReview)));
        Assert.Contains("member.unknown", Read("described", ReadReview));
    }

    [Fact]
    public void The_columns_of_a_history_file_are_named_in_the_document_as_they_are_looked_for()
    {
        var schema = DocumentedApi.Operation("LoadHistory")["requestBody"]!["content"]!["text/csv"]!["schema"]!;
        var description = schema["description"]!.GetValue<string>();
        AssertEach.All(HistoryColumns.Columns, column => Assert.Contains(column.Name, description, StringComparison.Ordinal));
        Assert.Equal(
            HistoryColumns.Columns.Select(column => column.Name),
            Examples.Request("LoadHistory", "text/csv")!.GetValue<string>().Split('\n')[0].Split(','));
    }

    private static JsonObject Value(string name) =>
        new() { ["values"] = new JsonObject { ["trees-planted"] = new JsonObject { [name] = 1 } } };

    private static string[] Names(Type type) =>
        [.. type.GetProperties().Where(property => property.Name != "EqualityContract")
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];

    private static void ReadReport(JsonElement element, List<Fault> faults) => ReportJson.Read(element, "", faults);

    private static void ReadReview(JsonElement element, List<Fault> faults) => ReportJson.ReadReview(element, faults);

    private static string[] Read(string name, Action<JsonElement, List<Fault>> read) =>
        Faults(new JsonObject { [name] = 1 }.ToJsonString(), read);

    private static string[] Faults(string json, Action<JsonElement, List<Fault>> read)
    {
        var faults = new List<Fault>();
        using var document = JsonDocument.Parse(json);
        read(document.RootElement, faults);
        return [.. faults.Select(fault => fault.Code)];
    }
}

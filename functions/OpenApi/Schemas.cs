using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Receiving;

namespace YouthFunctions.OpenApi;

/// <summary>The schemas of the document. That of a receipt is made of the very record that is sent.</summary>
public static class Schemas
{
    // Options make a schema only once they know how to resolve types, which those of others do at their first use.
    private static readonly JsonSerializerOptions Written = new(WireJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private const string Value = """
        {"type":"object","additionalProperties":false,"properties":{
          "amount":{"type":"number","minimum":0,"description":"Of the month."},
          "yearToDate":{"type":"number","minimum":0,"description":"From January on."},
          "numerator":{"type":"number","minimum":0},"denominator":{"type":"number","minimum":0}}}
        """;

    private const string ReportBody = """
        {"type":"object","additionalProperties":false,"required":["unit","period","values"],"properties":{
          "unit":{"type":"string","pattern":"^(VN|[0-9]{2}|[0-9]{2}-[0-9]{3}|[0-9]{5})$"},
          "period":{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}$"},
          "values":{"type":"object","minProperties":1,"additionalProperties":{"$ref":"#/components/schemas/Value"},
          "description":"By indicator; leave out what is unknown."},
          "reason":{"type":["string","null"],"maxLength":500},
          "replaces":{"type":["integer","null"],"minimum":1,"description":"The revision that this one replaces."},
          "simulated":{"type":"boolean"},
          "confirmed":{"type":"boolean",
            "description":"Values out of proportion are right; without it they are stored, but await confirmation (receipt: warnings)."}}}
        """;

    private const string Problem = """
        {"type":"object","required":["type","title","status"],"properties":{
          "type":{"type":"string","format":"uri"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},
          "instance":{"type":"string"},"traceId":{"type":"string"},
          "errors":{"type":"array","items":{"type":"object","required":["pointer","code","detail"],"properties":{
            "pointer":{"type":"string"},"code":{"type":"string"},"detail":{"type":"string"}}}}}}
        """;

    /// <summary>All schemas by name.</summary>
    public static JsonObject Build() => new()
    {
        ["Report"] = JsonNode.Parse(ReportBody),
        ["Value"] = JsonNode.Parse(Value),
        ["Problem"] = JsonNode.Parse(Problem),
        ["Receipt"] = Written.GetJsonSchemaAsNode(
            typeof(Receipt), new JsonSchemaExporterOptions { TransformSchemaNode = DescribeValueType }),
    };

    /// <summary>A reference to a schema.</summary>
    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    // What is written as text by a converter of its own would otherwise have no type.
    private static JsonNode DescribeValueType(JsonSchemaExporterContext context, JsonNode schema) =>
        context.TypeInfo.Type == typeof(UnitCode) || context.TypeInfo.Type == typeof(Month)
            || context.TypeInfo.Type == typeof(IndicatorCode)
            ? new JsonObject { ["type"] = "string" }
            : schema;
}

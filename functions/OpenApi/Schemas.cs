using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Forecasts.Records;

namespace YouthFunctions.OpenApi;

/// <summary>Makes the schemas of the document from the very types that are read and written, with their comments. Records of ours are
/// components of their own; what is read has stricter schemas than what is written, and names of its own.</summary>
internal sealed partial class Schemas
{
    // Numbers in quotes are read, but nobody should be told to send them.
    private static readonly JsonSerializerOptions Written = new(WireJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        NumberHandling = JsonNumberHandling.Strict,
    };

    private static readonly JsonSerializerOptions Read = new(StrictJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        NumberHandling = JsonNumberHandling.Strict,
    };

    // What a converter of its own writes as a text.
    private static readonly Dictionary<Type, string> TextPatterns = new()
    {
        [typeof(UnitCode)] = $"^({string.Join('|', UnitLevel.All.Select(CodePattern))})$",
        [typeof(Month)] = "^[0-9]{4}-[0-9]{2}$",
        [typeof(IndicatorCode)] = "^[a-z0-9-]+$",
    };

    // What a converter of its own writes as another type.
    private static readonly Dictionary<Type, Type> WrittenAs = new() { [typeof(IndicatorForecast)] = typeof(StoredIndicatorForecast) };

    private readonly SortedDictionary<string, JsonNode> _components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _types = [];

    /// <summary>The schema of what is written from a type.</summary>
    public JsonNode Answer(Type type) => Export(type, Written);

    /// <summary>The schema of what is read into a type.</summary>
    public JsonNode Request(Type type) => Export(type, Read);

    /// <summary>All components that the schemas refer to, by name.</summary>
    public JsonObject Components() => new(_components.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.DeepClone())));

    // VN, [0-9]{2}-[0-9]{3}: only letters, digits and hyphens stand in codes. The zeros of the top's code are zeros.
    private static string CodePattern(UnitLevel level) => level == UnitLevel.Top ? level.Codes.Codes
        : Zeros().Replace(level.Codes.Codes, zeros => $"[0-9]{{{zeros.Length}}}");

    private JsonNode Export(Type type, JsonSerializerOptions options) => IsComponent(options.GetTypeInfo(type))
        ? Reference(type, options)
        : options.GetJsonSchemaAsNode(type, ExporterOptions(options));

    private JsonObject Reference(Type type, JsonSerializerOptions options)
    {
        var written = WrittenAs.GetValueOrDefault(type, type);
        var name = options == Written || type.Name.Contains("Request", StringComparison.Ordinal) ? type.Name : $"{type.Name}Request";
        if (_types.TryAdd(name, type))
            _components[name] = options.GetJsonSchemaAsNode(written, ExporterOptions(options));
        else if (_types[name] != type)
            throw new InvalidOperationException($"{type} and {_types[name]} would have one schema.");
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private JsonSchemaExporterOptions ExporterOptions(JsonSerializerOptions options) => new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => Transform(context, schema, options),
    };

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema, JsonSerializerOptions options)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var isRoot = context.Path.IsEmpty;
        if (TextPatterns.TryGetValue(type, out var pattern))
            schema = new JsonObject { ["type"] = "string", ["pattern"] = pattern };
        else if (type == typeof(UnitLevel))
            schema = new JsonObject { ["enum"] = new JsonArray([.. UnitLevel.All.Select(level => (JsonNode)level.Key)]) };
        else if (!isRoot && IsComponent(options.GetTypeInfo(type)))
            schema = Reference(type, options);
        else if (isRoot && schema is JsonObject whole && context.TypeInfo.Kind == JsonTypeInfoKind.Object)
            Complete(whole, context.TypeInfo, options);
        if (context.PropertyInfo is not { } property)
            return schema;
        if (IsNullable(property) && (schema["$ref"] is not null || schema["pattern"] is not null))
            schema = new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        if (property.AttributeProvider is PropertyInfo member && schema is JsonObject described)
            Describe(described, member);
        return schema;
    }

    private static void Complete(JsonObject schema, JsonTypeInfo type, JsonSerializerOptions options)
    {
        // The root may be null by its type alone; no body is.
        schema["type"] = "object";
        if (options == Written)
            schema["required"] = new JsonArray(
                [.. type.Properties.Where(property => property.Get is not null && !IsNullable(property))
                    .Select(property => (JsonNode)property.Name)]);
        if (DocComments.Describe(type.Type) is { } description)
            schema["description"] = description;
    }

    private static void Describe(JsonObject schema, PropertyInfo property)
    {
        if (DocComments.Describe(property) is { } description)
            schema["description"] = description;
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            schema["minimum"] = Convert.ToInt32(range.Minimum, System.Globalization.CultureInfo.InvariantCulture);
            if (range.Maximum is int and < int.MaxValue and var most)
                schema["maximum"] = most;
        }

        if (property.GetCustomAttribute<StringLengthAttribute>() is { } length)
            schema["maxLength"] = length.MaximumLength;
        if (property.GetCustomAttribute<MinLengthAttribute>() is { } least)
            schema["minProperties"] = least.Length;
    }

    private static bool IsComponent(JsonTypeInfo type) =>
        (type.Kind == JsonTypeInfoKind.Object || WrittenAs.ContainsKey(type.Type))
        && type.Type.Namespace?.StartsWith("YouthFunctions", StringComparison.Ordinal) == true;

    private static bool IsNullable(JsonPropertyInfo property) =>
        property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null;

    [GeneratedRegex("0+")]
    private static partial Regex Zeros();
}

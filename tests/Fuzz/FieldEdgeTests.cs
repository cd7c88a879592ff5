using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Xunit.Abstractions;
using YouthFunctions.Calls.Answers;
using YouthFunctions.OpenApi;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Fuzz;

/// <summary>Chance may take long to put a year 0 in the one field that cannot bear it: here each field gets each.</summary>
public sealed class FieldEdgeTests(StorageFixture storage, ITestOutputHelper output) : IClassFixture<StorageFixture>
{
    private static readonly JsonSerializerOptions Wire = new(WireJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Category", "siege")]
    public async Task Every_field_at_the_ends_of_what_it_can_be_is_answered()
    {
        await using var world = await FuzzSender.StartWorldAsync(storage);
        var (sender, failures, count) = (new FuzzSender(world, Hang), new SortedDictionary<string, string>(StringComparer.Ordinal), 0);
        foreach (var function in FuzzSeeds.Functions)
            foreach (var input in FuzzEdges.Around(function, FuzzSeeds.Of(function)))
            {
                var (status, behaviour) = await Task.Run(() => sender.SendAsync(input)).WaitAsync(Hang);
                count++;
                if (status is <= 0 or >= 500)
                    failures.TryAdd($"{input.Function} {status}", $"{JsonSerializer.Serialize(input)}: {behaviour}");
            }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(count > 5_000, $"Only {count} requests: the seeds have lost their fields.");
        output.WriteLine($"{count} requests");
    }

    /// <summary>A field that no seed has is one that no run ever changes.</summary>
    [Fact]
    public void The_seeds_name_every_field_that_is_declared()
    {
        var missing = FuzzSeeds.Functions.SelectMany(FuzzSeeds.Of).Select(seed => seed.Path)
            .Where(path => path.Contains('{', StringComparison.Ordinal)).ToList();
        foreach (var function in FuzzSeeds.Functions.Where(
            function => function.Route.StartsWith("api/", StringComparison.Ordinal)))
        {
            var seeds = FuzzSeeds.Of(function).ToArray();
            var declared = Declaration.Read(function);
            missing.AddRange(declared.Query.Where(query => !seeds.Any(seed => HasQuery(seed.Query, query.Name)))
                .Select(query => $"{function.Name} ?{query.Name}"));
            missing.AddRange(declared.Bodies.Select(body => body.Type).OfType<Type>().SelectMany(type => Fields(type, [])).Distinct()
                .Where(field => !seeds.Any(seed => seed.Body.Contains($"\"{field}\":", StringComparison.Ordinal)))
                .Select(field => $"{function.Name} {field}"));
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    private static bool HasQuery(string query, string name) =>
        query.TrimStart('?').Split('&').Any(part => part.Split('=')[0] == name);

    // The names of all properties that are read, of documents within documents too.
    private static IEnumerable<string> Fields(Type type, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.Assembly != typeof(WireJson).Assembly && type.GetInterface(nameof(IEnumerable)) is not null && type != typeof(string))
            return type.GetGenericArguments().Concat(type.GetElementType() is { } item ? [item] : [])
                .SelectMany(part => Fields(part, seen));
        if (!seen.Add(type) || Wire.GetTypeInfo(type) is not { Kind: JsonTypeInfoKind.Object } info)
            return [];
        return info.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null)
            .SelectMany(property => Fields(property.PropertyType, seen).Prepend(property.Name)).ToArray();
    }
}

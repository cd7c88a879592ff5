using System.Text.Json;
using System.Text.Json.Serialization;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>One step of the record in <c>Data/*.jsonl</c>: a request, a timer, or a change of storage below the product.
/// <c>$(NAME)</c> in a path, header or body stands for what an earlier step kept, or for the key of a caller.</summary>
internal sealed record RecordedStep
{
    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>What it shows; unlike any other.</summary>
    public required string Name { get; init; }

    /// <summary>The method and the address, as they are sent.</summary>
    public string? Send { get; init; }

    /// <summary>The timer that is run instead of a request.</summary>
    public string? Fire { get; init; }

    /// <summary>Whether the timer's time has passed.</summary>
    public bool Late { get; init; }

    /// <summary>The function behind a queue that gets a message instead: the body.</summary>
    public string? Deliver { get; init; }

    /// <summary>What is done to storage instead: <c>remove-locks</c>, <c>create-missing</c>, <c>lose-messages</c>.</summary>
    public string? Storage { get; init; }

    /// <summary>Whose key is sent (<see cref="Callers"/>); null for none.</summary>
    public string? As { get; init; }

    /// <summary>The header <c>Accept-Language</c>.</summary>
    public string? In { get; init; }

    /// <summary>Other headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body's media type.</summary>
    public string? Type { get; init; }

    /// <summary>The body as text.</summary>
    public string? Body { get; init; }

    /// <summary>The body as JSON.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>The body is what a step kept under this name.</summary>
    public string? Upload { get; init; }

    /// <summary>Whether the body is sent packed.</summary>
    public bool Gzip { get; init; }

    /// <summary>Whether the body is sent without its length.</summary>
    public bool Chunked { get; init; }

    /// <summary>What is kept of the answer, by name: a header, <c>body</c>, or with a slash a member of its JSON.</summary>
    public IReadOnlyDictionary<string, string> Keep { get; init; } = new Dictionary<string, string>();

    /// <summary>What the answer's status is on every head; of a timer or a message 200 or 500.</summary>
    public int Status { get; init; }

    /// <summary>All steps in their order.</summary>
    public static IReadOnlyList<RecordedStep> ReadAll() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines)
            .Select(line => JsonSerializer.Deserialize<RecordedStep>(line, Lines)!),
    ];

    /// <summary>Where the record is kept.</summary>
    public static string Folder { get; } = Path.Combine(TestMachine.RepositoryRoot, "tests", "Hosting", "Heads", "Data");
}

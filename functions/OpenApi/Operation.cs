using YouthFunctions.Calls.Texts;

namespace YouthFunctions.OpenApi;

/// <summary>What the document says of a function beyond what the table of functions tells.</summary>
/// <param name="Summary">What it does.</param>
/// <param name="Example">An answer, as JSON; null for an answer without a body or with a file.</param>
public sealed record Operation(Text Summary, string? Example)
{
    /// <summary>The status of success.</summary>
    public int Success { get; init; } = 200;

    /// <summary>The schema of the answer under <c>components/schemas</c>; null for a free object.</summary>
    public string? Answer { get; init; }

    /// <summary>The media type of the answer.</summary>
    public string AnswerType { get; init; } = "application/json";

    /// <summary>The media types of the body; none for no body.</summary>
    public IReadOnlyList<string> BodyTypes { get; init; } = [];

    /// <summary>The schema of a JSON body; null for a free one.</summary>
    public string? Body { get; init; }

    /// <summary>A body, as JSON or as text.</summary>
    public string? BodyExample { get; init; }

    /// <summary>Query parameters: name and meaning.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Request headers that it heeds.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Statuses besides success and those that follow from the table.</summary>
    public IReadOnlyList<int> OtherStatuses { get; init; } = [];
}

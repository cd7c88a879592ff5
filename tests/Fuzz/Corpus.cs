using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Fuzz;

/// <summary>Requests that were answered in a way that no other was: a file a function, a line a request. A long run adds to it;
/// every run begins with it, and each lane of a run has its own.</summary>
internal sealed class Corpus
{
    private const int BodyAtMost = 600;
    private static readonly JsonSerializerOptions Lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, List<FuzzInput>> _inputs = [];
    private readonly List<(string Behaviour, FuzzInput Input)> _kept = [];

    /// <summary>Where it is kept.</summary>
    public static string Folder { get; } = Path.Combine(TestMachine.RepositoryRoot, "tests", "Fuzz", "corpus");

    /// <summary>The kinds of answers that were seen.</summary>
    public IReadOnlySet<string> Behaviours => _seen;

    /// <summary>Reads what was kept.</summary>
    public static Corpus Read()
    {
        var corpus = new Corpus();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.jsonl").Order(StringComparer.Ordinal))
            foreach (var line in File.ReadLines(file))
                corpus.Of(Path.GetFileNameWithoutExtension(file)).Add(JsonSerializer.Deserialize<FuzzInput>(line, Lines)!);
        return corpus;
    }

    /// <summary>The kept requests of a function.</summary>
    public List<FuzzInput> Of(string function)
    {
        if (!_inputs.TryGetValue(function, out var inputs))
            _inputs[function] = inputs = [];
        return inputs;
    }

    /// <summary>Notes how a request was answered; true when no other was answered so.</summary>
    public bool Note(FuzzInput input, string behaviour) => _seen.Add(Kind(input, behaviour));

    /// <summary>Notes what others saw.</summary>
    public void Note(IEnumerable<string> behaviours) => _seen.UnionWith(behaviours);

    /// <summary>Keeps a request for what is still to come, unless it is long.</summary>
    public void Keep(FuzzInput input, string behaviour)
    {
        if (input.Body.Length > BodyAtMost || input.Query.Length > BodyAtMost)
            return;
        Of(input.Function).Add(input);
        _kept.Add((Kind(input, behaviour), input));
    }

    /// <summary>Adds to the files what was kept, once where two were answered alike.</summary>
    public static void Write(IEnumerable<Corpus> corpora)
    {
        foreach (var (_, input) in corpora.SelectMany(corpus => corpus._kept).DistinctBy(kept => kept.Behaviour))
            File.AppendAllText(Path.Combine(Folder, input.Function + ".jsonl"), JsonSerializer.Serialize(input, Lines) + "\n",
                new UTF8Encoding(false));
    }

    private static string Kind(FuzzInput input, string behaviour) => $"{input.Function} {behaviour}";
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Jobs;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Sieges;

namespace YouthFunctions.Tests.OpenApi;

/// <summary>The examples are run: every request is sent to a real product, every answer is what comes, and all is as the document says.
/// <c>WRITE_DOCS=1</c> writes the answers anew.</summary>
public sealed class ExampleTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly bool IsWriting = Environment.GetEnvironmentVariable("WRITE_DOCS") == "1";

    [Fact]
    public void Every_function_of_the_api_is_run() => Assert.Equal(
        FunctionTable.Http.Where(function => function.Route.StartsWith("api/", StringComparison.Ordinal))
            .Select(function => function.Name).Order(StringComparer.Ordinal),
        ExampleRun.All.Select(run => run.Function).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    [Trait("Category", "siege")]
    public async Task Every_example_is_answered_and_looks_as_it_says()
    {
        var recorder = new QueryRecorder();
        await using var app = await StartAsync(storage, recorder);
        var centre = await app.SignInAsync(Role.Administrator, "VN");
        var (wrong, named, seen) = (new List<string>(), new Dictionary<string, string>(), new HashSet<string>());
        var asked = new List<(string Function, string Name)>();
        foreach (var run in ExampleRun.All)
        {
            using var request = Request(run, named);
            using var answer = await centre.SendAsync(request);
            asked.AddRange(recorder.Take().Select(name => (run.Function, name)));
            var contradiction = await DocumentedApi.ContradictionAsync(run.Function, answer);
            if (!answer.IsSuccessStatusCode || contradiction.Length > 0)
                wrong.Add($"{run.Function} {(int)answer.StatusCode}: {contradiction} {await answer.Content.ReadAsStringAsync()}");
            else if (answer.Content.Headers.ContentType?.MediaType == "application/json" && seen.Add(run.Function))
                wrong.AddRange(Compare(run, JsonNode.Parse((await answer.Content.ReadAsStringAsync())
                    .Replace(app.Address.ToString(), "https://youth.example.org/", StringComparison.Ordinal))!, named));
            if (answer.StatusCode == HttpStatusCode.Accepted)
                (await centre.JobEndAsync(answer.Headers.Location!)).Dispose(); // later requests need what it does
            if (run.Function == "RunForecast")
                await PrepareAsync(app);
        }

        foreach (var function in seen.Concat(asked.Select(pair => pair.Function)).Distinct())
        {
            var read = asked.Where(pair => pair.Function == function).Select(pair => pair.Name).Distinct().Order(StringComparer.Ordinal);
            var said = DocumentedApi.QueryNames(function).Order(StringComparer.Ordinal);
            if (!read.SequenceEqual(said))
                wrong.Add($"{function} reads the query's [{string.Join(' ', read)}] and documents [{string.Join(' ', said)}]");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task Request_examples_are_as_their_schemas_say()
    {
        foreach (var run in ExampleRun.All.Where(run => run.MediaType == "application/json"))
        {
            var media = DocumentedApi.Operation(run.Function)["requestBody"]!["content"]!["application/json"]!;
            Assert.Equal("", await DocumentedApi.FaultsAsync(media["schema"]!, media["example"]!.ToJsonString()));
        }
    }

    /// <summary>A small country of which a unit has reported, with a clock that stands still.</summary>
    internal static Task<TestApp> StartAsync(StorageFixture storage, IStartupFilter? filter = null) => TestApp.StartAsync(
        storage, heldOpenYears: [2024], services: services =>
        {
            services.AddSingleton(SiegeTestData.Country(4, isReorganised: true)).AddSingleton(new CallerRateLimiter(6_000_000, 1_000_000));
            if (filter is not null)
                services.AddSingleton(filter);
        });

    // A brief, the scorecard of an ended year and a run that waits for its part, which no request makes.
    private static async Task PrepareAsync(TestApp app)
    {
        var run = await new RunStore(app.Store).TryBeginAsync(
            "CheckRollups", [new JobPart(Year: 2024, Province: "01")], null, app.Clock.GetUtcNow(), null, CancellationToken.None);
        Assert.NotNull(run);
        await app.Services.GetRequiredService<TimerRunner>().RunAsync(FunctionTable.Timer("Brief"), onDemand: true, CancellationToken.None);
        var score = new Score(12, 10, 11, 12, [new ChanceScore(4, 3, 2.8)]);
        var card = new Scorecard(2024, "1", [new ScoreLine(IndicatorCode.Parse("trees-planted"), UnitLevel.Province, 6, score)]);
        await app.Store.Container(ContainerName.Forecasts).GetBlobClient("scorecards/2024.json")
            .UploadAsync(BinaryData.FromObjectAsJson(card, StoredJson.Options), overwrite: true);
    }

    private static HttpRequestMessage Request(ExampleRun run, Dictionary<string, string> named)
    {
        var function = FunctionTable.Http.Single(function => function.Name == run.Function);
        var address = named.Aggregate(
            run.Address, (path, pair) => path.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal));
        var request = new HttpRequestMessage(new HttpMethod(function.Method), address);
        if (run.MediaType is not { } type)
            return request;
        var example = DocumentedApi.Operation(run.Function)["requestBody"]!["content"]![type]!["example"];
        Assert.True(example is not null, $"{run.Function} has no example of {type}.");
        var text = type == "application/json" ? example.ToJsonString() : example.GetValue<string>();
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return request;
    }

    // What the answer has and the example has not, or the other way round; later requests name what it names.
    private static IEnumerable<string> Compare(ExampleRun run, JsonNode answer, Dictionary<string, string> named)
    {
        if (run.Function == "GetExports")
            named["snapshot"] = answer["latest"]!.GetValue<string>();
        if (run.Function == "CreateKey")
            named["key"] = answer["id"]!.GetValue<string>();
        if (IsWriting)
        {
            Write(run.Function, JsonShape.Shorten(answer)!);
            yield break;
        }

        var example = DocumentedApi.Operation(run.Function)["responses"]!.AsObject().First(response => response.Key[0] == '2')
            .Value!["content"]!["application/json"]!["example"];
        var (shown, real) = (JsonShape.PathsOf(example), JsonShape.PathsOf(answer));
        foreach (var path in shown.Except(real))
            yield return $"{run.Function}: the example has {path}, which the answer has not.";
        foreach (var path in real.Except(shown))
            yield return $"{run.Function}: the answer has {path}, which the example has not.";
    }

    private static void Write(string function, JsonNode answer)
    {
        // A key that works nowhere is still nothing to be found in a repository.
        if (answer["key"] is not null)
            answer["key"] = "yf-…";
        var handler = FunctionTable.Http.Single(item => item.Name == function).HandlerType;
        var folder = Path.Combine(
            [TestMachine.RepositoryRoot, "functions", .. handler.Namespace!.Split('.').Skip(1)]);
        File.WriteAllText(Path.Combine(folder, $"{function}.answer.json"), answer.ToJsonString(Readable) + "\n");
    }
}

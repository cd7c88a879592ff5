using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Local;

/// <summary>What can be wrong with the account that a command works on: no settings, rights that are refused, storage that cannot be
/// reached. Each is one sentence and an exit code, for every command and for the start behind a host.</summary>
public sealed class AccountCommandTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string OtherKey = "AAAAdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGww==";

    public static TheoryData<string> Commands => ["create-key --label me", "restore", "restore --overwrite"];

    [Theory, MemberData(nameof(Commands))]
    public async Task Refused_rights_are_one_sentence_that_names_the_role(string line)
    {
        var parts = storage.ConnectionString.Split(';').Select(
            part => part.StartsWith("AccountKey=", StringComparison.Ordinal) ? "AccountKey=" + OtherKey : part);
        await AssertSentenceAsync(line, "Storage Table Data Contributor", ("Storage__ConnectionString", string.Join(';', parts)));
    }

    [Theory, MemberData(nameof(Commands))]
    public Task Storage_that_cannot_be_reached_is_one_sentence(string line) => AssertSentenceAsync(
        line, "Storage cannot be reached",
        ("Storage__ConnectionString", "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=" + OtherKey
            + ";BlobEndpoint=http://127.0.0.1:1/devstoreaccount1;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;"));

    [Theory]
    [InlineData("create-key --label me")]
    [InlineData("restore", "Storage__TableEndpoint=https://account.table.core.windows.net")]
    [InlineData("", "FUNCTIONS_CUSTOMHANDLER_PORT=0")]
    public Task Missing_settings_are_one_sentence(string line, params string[] settings) => AssertSentenceAsync(
        line, "Set Storage__TableEndpoint and Storage__BlobEndpoint",
        [.. settings.Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], pair[1]))]);

    [Theory]
    [InlineData("call GET api/health --url http://127.0.0.1:1 --key x", "Nothing listens on port 1")]
    [InlineData("open-year 2026 --publish --url http://127.0.0.1:1 --key x", "Nothing listens on port 1")]
    [InlineData("open-year 2026 --publish --folder /nowhere", "start the product first")]
    [InlineData("call GET api/health --url http://elsewhere.example --key x", "is not an address, such as https")]
    [InlineData("call GET api/health --url https://elsewhere.example", "--url and --key go together")]
    [InlineData("open-year soon", "soon")]
    public Task A_product_that_cannot_be_asked_is_one_sentence(string line, string sentence) => AssertSentenceAsync(line, sentence);

    private static async Task AssertSentenceAsync(string line, string sentence, params (string Name, string Value)[] settings)
    {
        var (exitCode, said) = await LocalApp.RunAsync(
            settings.ToDictionary(setting => setting.Name, setting => setting.Value),
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, exitCode);
        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}

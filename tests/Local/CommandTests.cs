using YouthFunctions.CommandLine;
using YouthFunctions.Local;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Local;

/// <summary>What a person can mend is told in one sentence and an exit code; an option means the same wherever it stands.</summary>
public sealed class CommandTests
{
    [Theory]
    [Trait("Category", "siege")]
    [InlineData("--port 99999", "'99999' is not a port")]
    [InlineData("--port -1", "'-1' is not a port")]
    [InlineData("--port any", "'any' is not a port")]
    [InlineData("--as-of 2024-13-01", "'2024-13-01' is not a day")]
    [InlineData("--as-of 0001-01-01", "'0001-01-01' cannot be taken for today")]
    [InlineData("demo --as-of 9999-12-31", "'9999-12-31' cannot be taken for today")]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("demo --nonsense", "--nonsense")]
    [InlineData("--port 7071 demo", "'--port' is no option of 'demo'")]
    [InlineData("--folder X create-key --label me", "'--folder' is no option of 'create-key'")]
    [InlineData("--as-of 2024-09-15 restore", "'--as-of' is no option of 'restore'")]
    [InlineData("--as-of 2024-09-15 backtest --data a --out b", "'--as-of' is no option of 'backtest'")]
    [InlineData("create-key --label me --unit nowhere", "'nowhere' is not the code of a unit")]
    [InlineData("create-key --label me", "Set Storage__TableEndpoint and Storage__BlobEndpoint, or Storage__ConnectionString")]
    [InlineData("create-key --label me", "Storage__ConnectionString is not the connection string", "Storage__ConnectionString=rubbish")]
    [InlineData("create-key --label me", "Storage__Prefix has letters and digits only", "Storage__Prefix=a-b")]
    [InlineData("create-key --label me", "Storage cannot be reached", "Storage__ConnectionString=" + Nobody)]
    [InlineData("call PATCH api/health", "'PATCH' is none of GET, POST, PUT, DELETE")]
    [InlineData("call GET api/health --as nobody", "'nobody' is none of administrator")]
    [InlineData("call GET api/health --folder /nowhere", "start the product first")]
    [InlineData("--as-of 2024-09-15 call GET api/health", "'--as-of' is no option of 'call'")]
    [InlineData("key nobody", "'nobody' is none of administrator")]
    [InlineData("key leader --folder /nowhere", "start the product first")]
    [InlineData("restore", "Storage cannot be reached", "Storage__ConnectionString=" + Nobody)]
    [InlineData("restore --from nowhere", "'nowhere' is not an address", "Storage__ConnectionString=" + Nobody)]
    [InlineData(
        "", "Exports__DailyDays is a whole number from 0 to 36500", "Storage__ConnectionString=" + Nobody, "FUNCTIONS_CUSTOMHANDLER_PORT=0",
        "Exports__DailyDays=many")]
    [InlineData("", "Set Storage__TableEndpoint", "FUNCTIONS_CUSTOMHANDLER_PORT=0")]
    [InlineData("", "FUNCTIONS_CUSTOMHANDLER_PORT", "FUNCTIONS_CUSTOMHANDLER_PORT=many")]
    [InlineData("write-functions --out /proc/nowhere", "/proc/nowhere")]
    [InlineData("", "ICU", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")]
    [InlineData("demo", "ICU", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")]
    public async Task One_sentence_and_an_exit_code(string line, string sentence, params string[] settings)
    {
        var environment = settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var (exitCode, said) = await LocalApp.RunAsync(environment, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, exitCode);
        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory]
    [Trait("Category", "siege")]
    [InlineData("Exports__DailyDays", "-1"), InlineData("Exports__DailyDays", "2147483647")]
    [InlineData("Exports__KeepMonthly", "perhaps"), InlineData("Exports__OldTier", "Archive")]
    [InlineData("RateLimit__PerMinute", "many"), InlineData("RateLimit__PerMinute", "0"), InlineData("RateLimit__Burst", "-1")]
    [InlineData("RateLimit__WrongKeysPerMinute", "1e9")]
    [InlineData("Bearer__Authority", "nowhere"), InlineData("Bearer__Authority", "http://login.example")]
    [InlineData("Bridges__Mapping", "/etc/hostname"), InlineData("PublicUrl", "bao-cao.example")]
    [InlineData("BriefSchedule", "weekly"), InlineData("Telemetry__Console", "perhaps")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "rubbish"), InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "nowhere")]
    [InlineData("WebPush__PublicKey", "x"), InlineData("Storage__QueueEndpoint", "nowhere")]
    public async Task A_setting_that_cannot_be_is_named_when_the_product_starts(string setting, string value)
    {
        var environment = new Dictionary<string, string>
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0",
            ["Storage__ConnectionString"] = Nobody,
            [setting] = value,
        };
        if (setting == "Storage__QueueEndpoint")
        {
            environment.Remove("Storage__ConnectionString");
            environment["Storage__TableEndpoint"] = environment["Storage__BlobEndpoint"] = "https://nobody.example";
        }

        var (exitCode, said) = await LocalApp.RunAsync(environment);
        Assert.Equal(1, exitCode);
        Assert.Contains(setting, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("--folder X demo")]
    [InlineData("demo --folder X")]
    [InlineData("--folder X restore")]
    [InlineData("restore --folder X")]
    [InlineData("--folder X")]
    public void A_folder_means_the_same_before_and_after_a_command(string line)
    {
        var parsed = Commands.Root().Parse(line);
        Assert.Empty(parsed.Errors);
        Assert.Equal("X", parsed.GetValue(CommandOptions.Folder)?.Name);
    }

    [Theory]
    [InlineData("--as-of 2024-05-20 demo")]
    [InlineData("demo --as-of 2024-05-20")]
    public void A_day_means_the_same_before_and_after_a_command(string line)
    {
        var parsed = Commands.Root().Parse(line);
        Assert.Empty(parsed.Errors);
        Assert.Equal(new DateOnly(2024, 5, 20), parsed.GetValue(CommandOptions.AsOf));
    }

    // An account on this machine at a port that nobody listens on.
    private const string Nobody = "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://"
        + "127.0.0.1:1/devstoreaccount1;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;";
}

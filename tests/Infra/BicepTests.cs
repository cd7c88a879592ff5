using System.Text.Json;
using YouthFunctions.Catalog;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Infra;

/// <summary>What would be deployed, read from the compiler's own prediction; its diagnostics are held by infra/build.sh.</summary>
[Collection(BicepCollection.Name)]
[Trait("Category", "siege")]
public sealed class BicepTests(BicepFixture bicep)
{
    // Names of built-in roles, by the ids that Azure documents.
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["db58b8e5-c6ad-4a2a-8342-4190687cbf4a"] = "Storage Blob Delegator",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
    };

    public static TheoryData<string, string> Deployments => new()
    {
        { "dev", "dotnet-isolated" }, { "dev", "custom" }, { "prod", "dotnet-isolated" }, { "prod", "custom" },
    };

    [SkippableTheory]
    [MemberData(nameof(Deployments))]
    public void No_storage_account_takes_a_key_old_tls_or_a_stranger(string stage, string head)
    {
        var accounts = Of(stage, head, "Microsoft.Storage/storageAccounts").Select(account => account.GetProperty("properties")).ToList();
        Assert.Equal(2, accounts.Count);
        AssertEach.All(accounts, account =>
        {
            Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
            Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
            Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
            Assert.Equal("TLS1_2", account.GetProperty("minimumTlsVersion").GetString());
        });
        AssertEach.All(Of(stage, head, "Microsoft.Storage/storageAccounts/blobServices/containers"),
            container => Assert.Equal("None", container.GetProperty("properties").GetProperty("publicAccess").GetString()));
    }

    [SkippableTheory]
    [MemberData(nameof(Deployments))]
    public void The_head_decides_the_runtime_and_nothing_else(string stage, string head)
    {
        var app = Single(stage, head, "Microsoft.Web/sites");
        var runtime = app.GetProperty("properties").GetProperty("functionAppConfig").GetProperty("runtime");
        Assert.Equal(head, runtime.GetProperty("name").GetString());
        Assert.Equal(head == "custom" ? "1.0" : "10.0", runtime.GetProperty("version").GetString());
        Assert.Equal("FC1", Single(stage, head, "Microsoft.Web/serverfarms").GetProperty("sku").GetProperty("name").GetString());
        var differing = bicep.Resources(stage, "custom").Zip(bicep.Resources(stage, "dotnet-isolated"))
            .Where(pair => pair.First.GetRawText() != pair.Second.GetRawText()).Select(pair => pair.First.GetProperty("type").GetString());
        Assert.Equal(["Microsoft.Web/sites"], differing);
    }

    [SkippableTheory]
    [MemberData(nameof(Deployments))]
    public void The_app_is_one_user_assigned_identity_and_takes_no_password(string stage, string head)
    {
        var app = Single(stage, head, "Microsoft.Web/sites");
        Assert.Equal("UserAssigned", app.GetProperty("identity").GetProperty("type").GetString());
        Assert.Single(app.GetProperty("identity").GetProperty("userAssignedIdentities").EnumerateObject());
        Assert.True(app.GetProperty("properties").GetProperty("httpsOnly").GetBoolean());
        var passwords = Of(stage, head, "Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();
        Assert.Equal(2, passwords.Count);
        AssertEach.All(passwords, policy => Assert.False(policy.GetProperty("properties").GetProperty("allow").GetBoolean()));
    }

    [SkippableTheory]
    [InlineData("dev", false)]
    [InlineData("prod", true)]
    public void The_identity_has_exactly_these_roles(string stage, bool hasVault)
    {
        var expected = new List<string>
        {
            "host: Storage Blob Data Owner", "host: Storage Table Data Contributor",
            "data: Storage Table Data Contributor", "data: Storage Blob Delegator", "data: Storage Queue Data Contributor",
            "insights: Monitoring Metrics Publisher",
        };
        expected.AddRange(Containers.Select(container => $"data/{container}: Storage Blob Data Contributor"));
        if (hasVault)
            expected.Add("vault: Key Vault Secrets User");
        Assert.Equal(expected.Order(StringComparer.Ordinal), Assigned(stage, isOperator: false));
    }

    [SkippableTheory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Whoever_deploys_has_the_roles_that_the_first_key_and_a_restore_need(string stage) => Assert.Equal(
        Containers.Select(container => $"data/{container}: Storage Blob Data Contributor").Append("data: Storage Table Data Contributor")
            .Order(StringComparer.Ordinal),
        Assigned(stage, isOperator: true));

    private IEnumerable<string> Assigned(string stage, bool isOperator) => Of(stage, "custom", "Microsoft.Authorization/roleAssignments")
        .Where(assignment => assignment.GetProperty("properties").GetProperty("principalType").GetString() == "User" == isOperator)
        .Select(assignment =>
            $"{Scope(assignment.GetProperty("id").GetString()!)}: "
                + $"{Roles[assignment.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!.Split('/')[^1]]}")
        .Order(StringComparer.Ordinal);

    [SkippableTheory]
    [MemberData(nameof(Deployments))]
    public void Every_timer_finds_its_schedule_and_callers_keep_their_addresses(string stage, string head)
    {
        var settings = Single(stage, head, "Microsoft.Web/sites/config").GetProperty("properties");
        AssertEach.All(
            FunctionTable.Timers, timer => Assert.Equal(timer.Schedule, settings.GetProperty(timer.ScheduleSetting).GetString()));
        Assert.Equal("true", settings.GetProperty("ASPNETCORE_FORWARDEDHEADERS_ENABLED").GetString());
    }

    [SkippableTheory]
    [MemberData(nameof(Deployments))]
    public void Every_container_of_the_app_is_there(string stage, string head) =>
        Assert.Equal(Containers.Append("packages").Order(StringComparer.Ordinal),
            Of(stage, head, "Microsoft.Storage/storageAccounts/blobServices/containers")
                .Select(container => container.GetProperty("name").GetString()!.Split('/')[^1]).Order(StringComparer.Ordinal));

    [SkippableTheory]
    [MemberData(nameof(Deployments))]
    public void No_setting_is_a_secret(string stage, string head)
    {
        var settings = Single(stage, head, "Microsoft.Web/sites/config").GetProperty("properties");
        Assert.Contains("PublicUrl", settings.EnumerateObject().Select(setting => setting.Name));
        Assert.Contains("Storage__TableEndpoint", settings.EnumerateObject().Select(setting => setting.Name));
        AssertEach.All(settings.EnumerateObject(), setting =>
        {
            var value = setting.Value.GetString()!;
            if (setting.Name.EndsWith("Secret", StringComparison.Ordinal) || setting.Name == "Brief__WebhookUrl")
                Assert.Contains("@Microsoft.KeyVault(SecretUri=", value, StringComparison.Ordinal);
            Assert.DoesNotContain("AccountKey", value, StringComparison.OrdinalIgnoreCase);
        });
        var template = bicep.Text("main.json");
        Assert.DoesNotContain("listKeys", template, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("listAccountSas", template, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secureString", template, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableTheory]
    [MemberData(nameof(Deployments))]
    public void Blobs_can_be_restored_to_a_moment(string stage, string head)
    {
        var service = Of(stage, head, "Microsoft.Storage/storageAccounts/blobServices")
            .Single(blobs => blobs.TryGetProperty("properties", out _)).GetProperty("properties");
        Assert.True(service.GetProperty("isVersioningEnabled").GetBoolean());
        Assert.True(service.GetProperty("changeFeed").GetProperty("enabled").GetBoolean());
        Assert.True(service.GetProperty("restorePolicy").GetProperty("days").GetInt32() < service.GetProperty("deleteRetentionPolicy")
            .GetProperty("days").GetInt32());
    }

    private static IEnumerable<string> Containers => Enum.GetNames<ContainerName>().Select(name => name.ToLowerInvariant());

    private IEnumerable<JsonElement> Of(string stage, string head, string type) =>
        bicep.Resources(stage, head).Where(resource => resource.GetProperty("type").GetString() == type);

    private JsonElement Single(string stage, string head, string type) => Assert.Single(Of(stage, head, type));

    private static string Scope(string id)
    {
        var parts = id.Split('/');
        string? After(string segment) => Array.IndexOf(parts, segment) is >= 0 and var index ? parts[index + 1] : null;
        if (After("storageAccounts") is { } account)
        {
            var name = account.StartsWith("styouthhost", StringComparison.Ordinal) ? "host" : "data";
            return After("containers") is { } container ? $"{name}/{container}" : name;
        }

        return After("vaults") is not null ? "vault" : After("components") is not null ? "insights" : id;
    }
}

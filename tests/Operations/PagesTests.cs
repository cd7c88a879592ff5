using System.Diagnostics;
using System.Text.RegularExpressions;
using Azure.Storage.Sas;
using YouthFunctions.Access;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Operations;

/// <summary>The commands in docs/operations are carried out as they stand there: each block marked <c>bash</c>, in order, against the
/// product. Blocks marked <c>console</c> need Azure or a person and are not.</summary>
public sealed class PagesTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Path.Combine(TestMachine.RepositoryRoot, "docs", "operations"), "*.md")
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [SkippableTheory]
    [Trait("Category", "siege")]
    [MemberData(nameof(Pages))]
    public async Task Every_command_of_the_page_works(string page)
    {
        Skip.If(OperatingSystem.IsWindows(), "The pages are for bash.");
        await using var app = await TestApp.StartAsync(storage);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        using var sent = await administrator.SendJsonAsync(
            HttpMethod.Post, "/api/reports", """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":1200}}}""");
        var (text, folder) = (await File.ReadAllTextAsync(Path.Combine(TestMachine.RepositoryRoot, "docs", "operations", page)),
            Directory.CreateTempSubdirectory("operations-"));
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "functions"), Path.Combine(TestMachine.RepositoryRoot, "functions"));
            var script = Script(text);
            Assert.NotEqual("", script);
            var start = new ProcessStartInfo("bash", ["-c", script])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["HOST"] = app.Address.ToString().TrimEnd('/');
            start.Environment["ADMIN"] = administrator.DefaultRequestHeaders.GetValues(Authenticator.KeyHeader).Single();
            start.Environment["BACKUPS"] = app.Store.Container(ContainerName.Backups).GenerateSasUri(
                BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List, DateTimeOffset.MaxValue.AddYears(-1000)).ToString();
            start.Environment["Storage__ConnectionString"] = storage.ConnectionString;
            start.Environment["Storage__Prefix"] = StorageFixture.NewPrefix();
            using var bash = Process.Start(start)!;
            var (said, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
            await bash.WaitForExitAsync();
            Assert.True(bash.ExitCode == 0, $"{await said}\n{await errors}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The same program, without building it again.
    private static string Script(string page) =>
        string.Join('\n', Regex.Matches(page, @"^( *)```bash\n(.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(block => Regex.Replace(block.Groups[2].Value, $"^{block.Groups[1].Value}", "", RegexOptions.Multiline)
                .Replace(
                    "dotnet run --project functions --", $"dotnet {typeof(FunctionTable).Assembly.Location}", StringComparison.Ordinal))
            .Prepend("set -euxo pipefail"));
}

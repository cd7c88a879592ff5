using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Catalog;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Rooms;

namespace YouthFunctions.Tests.Docs;

/// <summary>docs/settings.md lists each key that the product's source reads, and no other. The source is compiled here, so that a
/// key is found whatever the variable is called and wherever its name is kept.</summary>
[Trait("Category", "siege")]
public sealed class SettingsPageTests
{
    private const string Page = "docs/settings.md";
    private const string OwnKeys = "## What the product reads";
    private const string OthersKeys = "## What the host and the libraries read";

    [Fact]
    public void Every_key_that_is_read_is_documented_and_no_other()
    {
        var read = ReadKeys();
        Assert.Contains("Storage__Prefix", read); // by an index
        Assert.Contains("RateLimit__Burst", read); // by ReadNumber
        Assert.Contains("PublicUrl", read); // by a constant
        Assert.Contains("Exports__OldTier", read); // behind a question mark
        Assert.Equal(read, Documented(OwnKeys));
    }

    [Fact]
    public void Every_setting_of_the_deployment_is_documented()
    {
        var bicep = File.ReadAllText(Path.Combine(TestMachine.RepositoryRoot, "infra", "app.bicep"));
        string[] set =
        [
            .. Regex.Matches(bicep, @"^\s+([A-Z][A-Za-z0-9]*(?:_[A-Z_]+|__[A-Za-z]+)|PublicUrl): ", RegexOptions.Multiline)
                .Select(match => match.Groups[1].Value),
        ];
        Assert.Contains("Storage__TableEndpoint", set);
        Assert.Contains("AZURE_CLIENT_ID", set);
        Assert.Equal([], set.Except([.. Documented(OwnKeys), .. Documented(OthersKeys)]));
    }

    private static SortedSet<string> Documented(string heading) => new(
        MarkdownPage.Rows(MarkdownPage.Section(Page, heading)).SelectMany(row => MarkdownPage.Code(row[0])), StringComparer.Ordinal);

    private static SortedSet<string> ReadKeys()
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        var compilation = SourceModel.Compilation;
        var configuration = compilation.GetTypeByMetadataName("Microsoft.Extensions.Configuration.IConfiguration")!;
        foreach (var tree in compilation.SyntaxTrees.Where(tree => Path.GetFileName(tree.FilePath) != $"{nameof(NumberSetting)}.cs"))
        {
            var model = SourceModel.ModelOf(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                var (arguments, isRead) = node switch
                {
                    ElementAccessExpressionSyntax access =>
                        (access.ArgumentList.Arguments, IsConfiguration(model.GetTypeInfo(access.Expression).Type)),
                    ElementBindingExpressionSyntax binding =>
                        (binding.ArgumentList.Arguments, IsConfiguration(model.GetSymbolInfo(binding).Symbol?.ContainingType)),
                    InvocationExpressionSyntax call =>
                        (call.ArgumentList.Arguments, IsRead(model.GetSymbolInfo(call).Symbol as IMethodSymbol)),
                    _ => (default, false),
                };
                if (!isRead)
                    continue;
                if (arguments is [{ Expression: var expression }, ..] && expression.ToString() == "timer.ScheduleSetting")
                {
                    keys.UnionWith(FunctionTable.Timers.Select(timer => timer.ScheduleSetting)); // one a timer, by its name
                    continue;
                }

                var key = arguments.Count > 0 ? model.GetConstantValue(arguments[0].Expression).Value as string : null;
                Assert.True(key is not null, $"{tree.FilePath}: the key of '{node}' is not a constant, so nobody can look it up.");
                keys.Add(key.Replace(":", "__", StringComparison.Ordinal));
            }
        }

        return keys;

        bool IsConfiguration(ITypeSymbol? type) => type is not null
            && type.AllInterfaces.Append(type).Contains(configuration, SymbolEqualityComparer.Default);

        bool IsRead(IMethodSymbol? method)
        {
            if (method is { Name: "GetEnvironmentVariable", ContainingType.Name: "Environment" })
                return true;
            if (method is null || !IsConfiguration(method.ReducedFrom?.Parameters[0].Type ?? method.ContainingType))
                return false;
            // Sections, binding by reflection and lists would need more than a look at one argument.
            Assert.True(
                method.Name is "GetValue" or nameof(NumberSetting.ReadNumber),
                $"Read settings by an index, GetValue or ReadNumber: {method.Name} hides their names.");
            return true;
        }
    }
}

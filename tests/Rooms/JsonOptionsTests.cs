using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.Rooms;

/// <summary>What is stored and what callers get are written by two sets of options: neither side uses the other's.</summary>
[Trait("Category", "siege")]
public sealed class JsonOptionsTests
{
    private static readonly string[] StorageTypes =
        [nameof(StoredJson), nameof(Packing), nameof(Store), nameof(TableName), nameof(ContainerName), nameof(BlobDocuments)];

    private static readonly string[] WireFiles = UsersOf(nameof(WireJson));

    [Fact]
    public void Files_that_write_for_callers_neither_store_nor_use_the_options_of_storage()
    {
        Assert.True(WireFiles.Length > 15);
        Assert.Empty(References.All.Where(reference => WireFiles.Contains(reference.From) && StorageTypes.Contains(reference.Type))
            .Select(reference => $"{reference.From} line {reference.Line} uses {reference.Type} and {nameof(WireJson)}."));
    }

    [Fact]
    public void Files_that_store_write_no_answer_and_no_request()
    {
        var stored = UsersOf(nameof(StoredJson));
        Assert.True(stored.Length > 8);
        Assert.Empty(
            from tree in SourceModel.Compilation.SyntaxTrees
            let file = SourceModel.FileOf(tree)
            where stored.Contains(file)
            let model = SourceModel.Compilation.GetSemanticModel(tree)
            from call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            where IsAnswer(model, call)
            select $"{file} writes an answer: {call}.");
    }

    [Fact]
    public void An_answer_is_written_by_the_options_of_the_wire()
    {
        var arguments =
            (from tree in SourceModel.Compilation.SyntaxTrees
             let model = SourceModel.Compilation.GetSemanticModel(tree)
             from call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
             where IsAnswer(model, call)
             from argument in call.ArgumentList.Arguments
             where model.GetTypeInfo(argument.Expression).Type?.Name == "JsonSerializerOptions"
             select argument.Expression.ToString()).ToArray();
        Assert.True(arguments.Length > 15);
        Assert.Equal([$"{nameof(WireJson)}.{nameof(WireJson.Options)}"], arguments.Distinct());
    }

    // Asked by its name first: what a name means takes far longer to find out.
    private static bool IsAnswer(SemanticModel model, InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: var name }
        && name.StartsWith("Json", StringComparison.Ordinal)
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType.Name: "Results" or "TypedResults" };

    private static string[] UsersOf(string type) =>
        [.. References.All.Where(reference => reference.Type == type).Select(reference => reference.From).Distinct()];
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace YouthFunctions.Tests.Rooms;

/// <summary>One file's source names or uses something that another file declares.</summary>
/// <param name="From">The file that refers, by its path from <c>functions/</c>.</param>
/// <param name="To">The file that declares.</param>
/// <param name="Type">The type that is referred to, or whose member is.</param>
/// <param name="Line">Where, counted from 1.</param>
internal sealed record Reference(string From, string To, string Type, int Line)
{
    /// <summary>The folder that refers; empty for <c>functions/</c> itself.</summary>
    public string FromFolder => Folder(From);

    /// <summary>The folder that declares.</summary>
    public string ToFolder => Folder(To);

    private static string Folder(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : "";
}

/// <summary>Finds references between files by what names mean, wherever they stand: signatures, bodies, attributes, type arguments,
/// constants, <c>nameof</c>, extension methods, documentation, and types that are only inferred.</summary>
internal static class References
{
    private static readonly Lazy<IReadOnlyList<Reference>> Found = new(
        () => [.. SourceModel.Compilation.SyntaxTrees.SelectMany(tree => Find(SourceModel.ModelOf(tree)))]);

    /// <summary>All references between two files, one for each type.</summary>
    public static IReadOnlyList<Reference> All => Found.Value;

    /// <summary>The references of a compilation.</summary>
    public static IEnumerable<Reference> Find(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.SelectMany(tree => Find(compilation.GetSemanticModel(tree)));

    private static IEnumerable<Reference> Find(SemanticModel model)
    {
        var tree = model.SyntaxTree;
        if (SourceModel.FileOf(tree) is not { } from)
            yield break;
        var found = new HashSet<(string, string)>();
        foreach (var node in tree.GetRoot().DescendantNodes(descendIntoTrivia: true))
            foreach (var type in Types(model, node))
                if (FileOf(type) is { } to && to != from && found.Add((to, type.Name)))
                    yield return new Reference(from, to, type.Name, tree.GetLineSpan(node.Span).StartLinePosition.Line + 1);
    }

    // Using lines say what may be named, not what is; what they allow is found where it is named.
    private static IEnumerable<INamedTypeSymbol> Types(SemanticModel model, SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
            return [];
        var symbol = node is ExpressionSyntax or AttributeSyntax or ConstructorInitializerSyntax or CrefSyntax
            or PrimaryConstructorBaseTypeSyntax
            ? model.GetSymbolInfo(node).Symbol
            : null;
        var types = node is ExpressionSyntax expression
            ? [model.GetTypeInfo(expression).Type, model.GetTypeInfo(expression).ConvertedType]
            : Array.Empty<ITypeSymbol?>();
        return types.Append(symbol as ITypeSymbol ?? symbol?.ContainingType).SelectMany(Parts);
    }

    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [],
    };

    private static string? FileOf(INamedTypeSymbol type)
    {
        var outer = type.OriginalDefinition;
        while (outer.ContainingType is { } containing)
            outer = containing;
        var files = outer.DeclaringSyntaxReferences.Select(place => SourceModel.FileOf(place.SyntaxTree));
        return files.OfType<string>().FirstOrDefault() ?? PageOf(outer);
    }

    // RazorSlices makes a class for each page, in one file for all of them, by which code and other pages name the page.
    private static string? PageOf(INamedTypeSymbol type)
    {
        const string root = "YouthFunctions.";
        var space = type.ContainingNamespace.ToDisplayString();
        return type.DeclaringSyntaxReferences.Any(place => place.SyntaxTree.FilePath.Contains("RazorSlice", StringComparison.Ordinal))
            && space.StartsWith(root, StringComparison.Ordinal)
            ? $"{space[root.Length..].Replace('.', '/')}/{type.Name}.cshtml"
            : null;
    }
}

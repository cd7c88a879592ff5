using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace YouthFunctions.Tests.Rooms;

/// <summary>Which files a reader walks through from a function's handler to a call of storage.</summary>
internal static class Walk
{
    /// <summary>The shortest ways from a method to every file from which storage is called: each a list of files, the handler's first.
    /// Calls are followed by what they mean; those over delegates are not. Files of the room Storage count as storage.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> ToStorage(string type, string method)
    {
        var start = SourceModel.Compilation.GetTypeByMetadataName(type)!.GetMembers(method).OfType<IMethodSymbol>().Single();
        var ways = new Dictionary<ISymbol, IReadOnlyList<string>>(SymbolEqualityComparer.Default) { [start] = [FileOf(start)!] };
        var (inFile, nextFile) = (new Queue<ISymbol>([start]), new Queue<ISymbol>());
        var found = new Dictionary<string, IReadOnlyList<string>>();
        var done = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        while (inFile.TryDequeue(out var member) || nextFile.TryDequeue(out member))
        {
            if (!done.Add(member))
                continue;
            foreach (var used in Used(member))
            {
                var way = ways[member];
                if (FileOf(used) is not { } file || file.StartsWith("Storage/", StringComparison.Ordinal))
                {
                    if (IsStorage(used))
                        found.TryAdd(way[^1], way);
                    continue;
                }

                if (done.Contains(used))
                    continue;
                IReadOnlyList<string> next = file == way[^1] ? way : [.. way, file];
                if (ways.TryGetValue(used, out var known) && known.Count <= next.Count)
                    continue;
                ways[used] = next;
                (file == way[^1] ? inFile : nextFile).Enqueue(used);
            }
        }

        return [.. found.Values];
    }

    private static bool IsStorage(ISymbol used) => FileOf(used) is null
        ? used.ContainingAssembly?.Name is "Azure.Data.Tables" or "Azure.Storage.Blobs"
            && used.Name.EndsWith("Async", StringComparison.Ordinal)
        : used is IMethodSymbol { Name: var name } && name.EndsWith("Async", StringComparison.Ordinal);

    private static string? FileOf(ISymbol symbol) => symbol.DeclaringSyntaxReferences
        .Select(place => SourceModel.FileOf(place.SyntaxTree)).OfType<string>().FirstOrDefault();

    private static IEnumerable<ISymbol> Used(ISymbol member)
    {
        foreach (var place in member.DeclaringSyntaxReferences)
        {
            var model = SourceModel.ModelOf(place.SyntaxTree);
            foreach (var node in place.GetSyntax().DescendantNodes().OfType<ExpressionSyntax>())
                if (model.GetSymbolInfo(node).Symbol is { } symbol and (IMethodSymbol or IPropertySymbol))
                    yield return symbol is IMethodSymbol call ? (call.ReducedFrom ?? call).OriginalDefinition : symbol.OriginalDefinition;
        }
    }
}

using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace YouthFunctions.Tests.Rooms;

/// <summary>A file holds what its name says, and lies where its namespace says.</summary>
[Trait("Category", "siege")]
public sealed class FileNameTests
{
    [Fact]
    public void Every_type_stands_in_a_file_of_its_name() => Assert.Empty(
        from file in Sources()
        from type in TypesOf(file.Tree)
        where !IsOfFile(type, Path.GetFileNameWithoutExtension(file.Path))
        select $"{NameOf(type)} stands in {file.Path}.");

    [Fact]
    public void Every_file_holds_the_type_that_it_is_named_for() => Assert.Empty(
        from file in Sources()
        let names = TypesOf(file.Tree).Select(NameOf).ToArray()
        let name = Path.GetFileNameWithoutExtension(file.Path)
        where file.Path != "Program.cs" && !names.Contains(name)
            && !(name.EndsWith('s') && names.All(type => type.EndsWith(name[..^1], StringComparison.Ordinal)))
        select $"{file.Path} holds {string.Join(", ", names)}.");

    [Fact]
    public void Namespaces_follow_folders() => Assert.Empty(
        from file in Sources()
        from space in file.Tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        let expected = "YouthFunctions" + string.Concat(file.Path.Split('/').SkipLast(1).Select(folder => "." + folder))
        where space.Name.ToString() != expected
        select $"{file.Path} is in the namespace {space.Name}.");

    [Theory]
    [InlineData("public class RecomputeRollups { }", "CheckRollups", false)]
    [InlineData("public class CheckRollups { }", "CheckRollups", true)]
    [InlineData("public record ReceiptLinks();", "Receipt", true)] // a small record of what the file is named for
    [InlineData("public class ReceiptWriter { }", "Receipt", false)] // but no class, which somebody will look for
    [InlineData("public record Links();", "Receipt", false)]
    [InlineData("public enum TableName { }", "Names", true)] // a file named in the plural holds things of that name
    [InlineData("public enum TableKind { }", "Names", false)]
    public void A_type_is_told_from_one_that_nobody_would_look_for_there(string source, string file, bool isThere) =>
        Assert.Equal(isThere, IsOfFile(TypesOf(CSharpSyntaxTree.ParseText(source)).Single(), file));

    private static bool IsOfFile(MemberDeclarationSyntax type, string file)
    {
        var (name, text) = (NameOf(type), file.TrimEnd('s'));
        if (name == file || (text != file && name.EndsWith(text, StringComparison.Ordinal)))
            return true;
        return type is RecordDeclarationSyntax or EnumDeclarationSyntax or DelegateDeclarationSyntax
            && (name.StartsWith(text, StringComparison.Ordinal) || name.EndsWith(file, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Path, CSharpSyntaxTree Tree)> Sources() =>
        SourceModel.Compilation.SyntaxTrees.OfType<CSharpSyntaxTree>()
            .Select(tree => (Path: SourceModel.FileOf(tree) ?? "", tree))
            .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    private static IEnumerable<MemberDeclarationSyntax> TypesOf(Microsoft.CodeAnalysis.SyntaxTree tree) => tree.GetRoot()
        .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>()
        .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    private static string NameOf(MemberDeclarationSyntax type) =>
        type is BaseTypeDeclarationSyntax declared ? declared.Identifier.Text : ((DelegateDeclarationSyntax)type).Identifier.Text;
}

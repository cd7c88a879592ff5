using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace YouthFunctions.Tests.Rooms;

/// <summary>References are found wherever they stand: a test of folders that overlooks some would be green over a circle.</summary>
[Trait("Category", "siege")]
public sealed class ReferenceTests
{
    private const string Below = """
        namespace YouthFunctions.Below;
        public class Thing { public const int Size = 1; public static Thing Make() => new(); public Part Part { get; } = new(); }
        public class Part { public int Count; }
        public class MarkAttribute : System.Attribute { }
        public class Box<T> { }
        public interface IShape { }
        public static class More { public static int Twice(this int number) => number * 2; }
        public class Wide { public static implicit operator Wide(int number) => new(); }
        """;

    [Theory]
    [InlineData("class User { Thing? thing; }", "Thing")]
    [InlineData("class User { int Size() => Thing.Size; }", "Thing")] // a constant, of which nothing is left in the program
    [InlineData("class User { string Name() => nameof(Thing); }", "Thing")]
    [InlineData("class User { System.Type Type() => typeof(Thing); }", "Thing")]
    [InlineData("[Mark] class User { }", "MarkAttribute")]
    [InlineData("class User { Box<int>? box; }", "Box")]
    [InlineData("class User { System.Collections.Generic.List<Thing[]>? things; }", "Thing")]
    [InlineData("class User : IShape { }", "IShape")]
    [InlineData("class User { int Four() => 2.Twice(); }", "More")]
    [InlineData("class User { Thing Make() { var made = Thing.Make(); return made; } }", "Thing")]
    [InlineData("class User { int Count() => Thing.Make().Part.Count; }", "Part")] // never named
    [InlineData("class User { object Wide() { Wide wide = 3; return wide; } }", "Wide")]
    [InlineData("class User { bool Is(object thing) => thing is Thing; }", "Thing")]
    [InlineData("class User<T> where T : Thing { }", "Thing")]
    [InlineData("/// <summary>As <see cref=\"Thing\"/>.</summary>\nclass User { }", "Thing")]
    [InlineData("class User { Below.Thing? thing; }", "Thing")] // without a using line
    public void A_reference_is_found(string above, string type)
    {
        var found = References.Find(Compile(above));
        Assert.Contains(found, reference => (reference.FromFolder, reference.ToFolder, reference.Type) == ("Above", "Below", type));
    }

    [Fact]
    public void A_using_line_alone_is_none() => Assert.Empty(References.Find(Compile("class User { }")));

    [Fact]
    public void Pages_refer_too() => Assert.Contains(
        References.All, reference => reference.From == "Summaries/SummaryPage.cshtml" && reference.FromFolder != reference.ToFolder);

    [Trait("Category", "siege")]
    [Fact]
    public void Pages_are_referred_to() => Assert.Contains(
        References.All,
        reference => reference is { From: "Summaries/ShowSummary.cs" or "Briefs/GetBrief.cs" }
            && reference.To.EndsWith(".cshtml", StringComparison.Ordinal));

    private static CSharpCompilation Compile(string above)
    {
        var options = CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.Parse);
        var trees = new[] { ("Above/User.cs", "using YouthFunctions.Below;\nnamespace YouthFunctions.Above;\n" + above),
            ("Below/All.cs", Below) }
            .Select(file => CSharpSyntaxTree.ParseText(file.Item2, options, Path.Combine(SourceModel.Root, file.Item1)));
        var compilation = CSharpCompilation.Create(
            "Sample", trees, SourceModel.Compilation.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(
            compilation.GetDiagnostics().Where(fault => fault.Severity == DiagnosticSeverity.Error).Select(fault => fault.ToString()));
        return compilation;
    }
}

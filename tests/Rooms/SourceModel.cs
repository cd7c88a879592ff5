using System.Collections.Concurrent;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using YouthFunctions.Hosting;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Rooms;

/// <summary>
/// The source of <c>functions/</c>, compiled in memory so that tests can ask what each name means. The sources that generators
/// make (Razor pages, log messages, regular expressions) are taken from the debug symbols of the built program, which hold them.
/// </summary>
internal static class SourceModel
{
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static readonly Lazy<CSharpCompilation> Compiled = new(Compile);

    private static readonly ConcurrentDictionary<SyntaxTree, SemanticModel> Models = [];

    /// <summary>The folder of the sources.</summary>
    public static string Root { get; } = Path.Combine(TestMachine.RepositoryRoot, "functions");

    /// <summary>All sources with what their names mean.</summary>
    public static CSharpCompilation Compilation => Compiled.Value;

    /// <summary>What the names of one file mean. A model keeps what it has found out, so all tests that ask have it from here.</summary>
    public static SemanticModel ModelOf(SyntaxTree tree) => Models.GetOrAdd(tree, static tree => Compilation.GetSemanticModel(tree));

    /// <summary>The files that people write: C# and Razor, by their path from <c>functions/</c>; <c>isolated/</c> is a program of
    /// its own.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.cs*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".cshtml")
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => path.Split('/')[0] is not ("obj" or "bin" or "isolated"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The file that a person wrote for a tree, by its path from <c>functions/</c>; null for what generators make of no one
    /// file.</summary>
    public static string? FileOf(SyntaxTree tree)
    {
        var path = tree.FilePath.Replace('\\', '/');
        const string razor = ".RazorSourceGenerator/";
        if (path.LastIndexOf(razor, StringComparison.Ordinal) is >= 0 and var index)
            return path[(index + razor.Length)..].Replace("_cshtml.g.cs", ".cshtml", StringComparison.Ordinal);
        return Path.IsPathRooted(path) && !path.Contains("/obj/", StringComparison.Ordinal)
            ? Path.GetRelativePath(Root, path).Replace('\\', '/')
            : null;
    }

    private static CSharpCompilation Compile()
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithDocumentationMode(DocumentationMode.Parse);
        var written = Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).Select(file => Path.Combine(Root, file))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path));
        var generated = Generated(Path.ChangeExtension(typeof(AppHost).Assembly.Location, ".pdb"))
            .Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is not ("YouthFunctions.dll" or "YouthFunctions.Tests.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create("YouthFunctions", written.Concat(generated), references,
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<(string Path, string Text)> Generated(string symbols)
    {
        using var stream = File.OpenRead(symbols);
        using var provider = MetadataReaderProvider.FromPortablePdbStream(stream);
        var reader = provider.GetMetadataReader();
        foreach (var handle in reader.CustomDebugInformation)
        {
            var information = reader.GetCustomDebugInformation(handle);
            if (reader.GetGuid(information.Kind) != EmbeddedSource)
                continue;
            var path = reader.GetString(reader.GetDocument((DocumentHandle)information.Parent).Name);
            if (path.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
                yield return (path, Unpack(reader.GetBlobBytes(information.Value)));
        }
    }

    // Four bytes of the unpacked size, zero for text that is not packed; then the text.
    private static string Unpack(byte[] blob)
    {
        if (BitConverter.ToInt32(blob) == 0)
            return Encoding.UTF8.GetString(blob.AsSpan(4));
        using var unpacked = new DeflateStream(new MemoryStream(blob, 4, blob.Length - 4), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace YouthFunctions.OpenApi;

/// <summary>The comments of types and their members, from the files that the compiler writes beside the assemblies.</summary>
internal static partial class DocComments
{
    private static readonly Lazy<Dictionary<string, XElement>> Members = new(Load);

    /// <summary>What the comment of a type says; null for none.</summary>
    public static string? Describe(Type type) => Text(Find($"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>What the comment of a property, or of the record's parameter of its name, says; null for none.</summary>
    public static string? Describe(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        return Text(Find($"P:{NameOf(type)}.{property.Name}")?.Element("summary"))
            ?? Text(Find($"T:{NameOf(type)}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == property.Name));
    }

    private static Dictionary<string, XElement> Load() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "YouthFunctions*.xml").Order(StringComparer.Ordinal)
            .SelectMany(file => XDocument.Load(file).Descendants("member"))
            .DistinctBy(member => member.Attribute("name")?.Value ?? "")
            .ToDictionary(member => member.Attribute("name")?.Value ?? "", StringComparer.Ordinal);

    private static XElement? Find(string name) => Members.Value.GetValueOrDefault(name);

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = string.Concat(element.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" or "seealso" } see => ((string?)see.Attribute("cref") ?? "").Split('.', ':')[^1],
            XElement { Name.LocalName: "paramref" } param => (string?)param.Attribute("name") ?? "",
            XElement inner => inner.Value,
            XText plain => plain.Value,
            _ => "",
        }));
        return Spaces().Replace(text, " ").Trim() is { Length: > 0 } sentence ? sentence : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

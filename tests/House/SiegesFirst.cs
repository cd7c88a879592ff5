using System.Reflection;
using Xunit.Abstractions;
using YouthFunctions.Tests.House;

[assembly: TestCollectionOrderer(SiegesFirst.TypeName, SiegesFirst.AssemblyName)]

namespace YouthFunctions.Tests.House;

/// <summary>Begins with the tests that take long, so that a run does not end with one of them while the other processors idle.</summary>
public sealed class SiegesFirst : ITestCollectionOrderer
{
    /// <summary>Its name, as xunit wants it.</summary>
    public const string TypeName = "YouthFunctions.Tests.House.SiegesFirst";

    /// <summary>Where it is.</summary>
    public const string AssemblyName = "YouthFunctions.Tests";

    private const string PerClass = "Test collection for ";

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => IsLong(collection) ? 0 : 1);

    // A collection with a definition shares what takes long to make.
    private static bool IsLong(ITestCollection collection) => collection.CollectionDefinition is not null
        || (typeof(SiegesFirst).Assembly.GetType(collection.DisplayName.Replace(PerClass, "", StringComparison.Ordinal)) is { } type
            && type.GetMethods().Cast<MemberInfo>().Append(type).Any(IsSiege));

    private static bool IsSiege(MemberInfo member) => member.GetCustomAttributesData().Any(attribute =>
        attribute.AttributeType == typeof(TraitAttribute) && (string?)attribute.ConstructorArguments[1].Value == "siege");
}

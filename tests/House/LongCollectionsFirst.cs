using Xunit.Abstractions;
using YouthFunctions.Tests.Demo;
using YouthFunctions.Tests.Forecasting;
using YouthFunctions.Tests.Hosting;
using YouthFunctions.Tests.Hosting.Heads;

[assembly: TestCollectionOrderer("YouthFunctions.Tests.House.LongCollectionsFirst", "YouthFunctions.Tests")]

namespace YouthFunctions.Tests.House;

/// <summary>Begins with the collections that take minutes: begun last, they would run on when all others are done, and leave a processor
/// idle. The others keep the order of xunit.</summary>
public sealed class LongCollectionsFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        DemoCollection.Name, NameOf<BareRootTests>(), NameOf<HeadsTests>(), NameOf<SampledTrainingTests>(),
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(
        collection => Array.IndexOf(Longest, collection.DisplayName) is >= 0 and var place ? place : Longest.Length);

    // The collection that xunit makes for a class in none.
    private static string NameOf<T>() => "Test collection for " + typeof(T).FullName;
}

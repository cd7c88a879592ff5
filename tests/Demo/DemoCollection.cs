namespace YouthFunctions.Tests.Demo;

/// <summary>Tests that read one played demo: playing it takes minutes.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoFixture>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "demo";
}

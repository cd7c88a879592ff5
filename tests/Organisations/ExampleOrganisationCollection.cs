namespace YouthFunctions.Tests.Organisations;

/// <summary>The tests of the example share one run of it.</summary>
[CollectionDefinition(Name)]
public sealed class ExampleOrganisationCollection : ICollectionFixture<ExampleOrganisation>
{
    /// <summary>Its name.</summary>
    public const string Name = "example organisation";
}

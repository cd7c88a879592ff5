namespace YouthFunctions.Tests.House;

/// <summary>What is counted is the whole process's (its metrics, its memory): tests that watch it run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "alone";
}

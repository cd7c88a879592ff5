namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>The three hosts of the product.</summary>
internal enum HeadName
{
    /// <summary>Kestrel alone.</summary>
    Standalone,

    /// <summary>A program behind the Functions host.</summary>
    CustomHandler,

    /// <summary>The isolated worker of the Functions host.</summary>
    Isolated,
}

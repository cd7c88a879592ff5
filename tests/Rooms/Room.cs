namespace YouthFunctions.Tests.Rooms;

/// <summary>A folder of <c>functions/</c>.</summary>
/// <param name="Floor">The group that it belongs to in the picture.</param>
/// <param name="Folder">Its path from <c>functions/</c>; empty for <c>functions/</c> itself.</param>
/// <param name="Holds">What stands in it.</param>
internal sealed record Room(string Floor, string Folder, string Holds)
{
    /// <summary>The folder at the top that it is, or lies in.</summary>
    public string Top => Folder.Split('/')[0];
}

namespace YouthFunctions.Tests.House;

/// <summary>Asserts about every one of some things, of which there is at least one: <see cref="Assert.All{T}(IEnumerable{T}, Action{T})"/>
/// passes when there are none, and then has looked at nothing.</summary>
public static class AssertEach
{
    /// <summary>What holds of each; fails when there is none.</summary>
    public static void All<T>(IEnumerable<T> things, Action<T> check)
    {
        T[] all = [.. things];
        Assert.NotEmpty(all);
        Assert.All(all, check);
    }
}

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>The ids that a host gives its workers, messages and invocations, counted so that a run can be played again.</summary>
internal static class HostId
{
    private static int _given;

    /// <summary>An id that no other call got.</summary>
    public static string Next() => new Guid(
        Interlocked.Increment(ref _given), 0x6f0c, 0x4f55, 0xa9, 0xcf, 0x4f, 0x1f, 0x2f, 0x1a, 0x7a, 0x11)
        .ToString();
}

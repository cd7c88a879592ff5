namespace YouthFunctions.Emulator;

/// <summary>The three ports of the emulator; 0 takes one that is free.</summary>
public sealed record LocalStoragePorts(int Blob, int Queue, int Table)
{
    /// <summary>Any that are free.</summary>
    public static LocalStoragePorts Free { get; } = new(0, 0, 0);

    /// <summary>Those that storage tools look at by default.</summary>
    public static LocalStoragePorts Standard { get; } = new(10000, 10001, 10002);
}

namespace YouthFunctions.Exports.Formats;

/// <summary>Gives memory back between two parts of an export. Rows become garbage in tens of megabytes a province, which the
/// collector leaves lying while the machine has room; the product shares its instance with reporters, who need it.</summary>
public static class HeapTrimmer
{
    private const long ThresholdBytes = 80L << 20;

    /// <summary>Collects and returns what is held beyond what an export needs; costs some ten milliseconds when it does.</summary>
    public static void Trim()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > ThresholdBytes || GC.GetGCMemoryInfo().TotalCommittedBytes > ThresholdBytes)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}

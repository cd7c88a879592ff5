using System.Globalization;
using System.Runtime.InteropServices;

namespace YouthFunctions.Exports.Formats;

/// <summary>Gives memory back between two parts of an export. Rows become garbage in tens of megabytes a province, which the
/// collector leaves lying while the machine has room, and what compressors used stays with the C library, scattered over an arena a
/// thread; the product shares its instance with reporters, who need it.</summary>
public static class HeapTrimmer
{
    // A process that has room, and many threads to stop, says so in its runtimeconfig.json.
    private const string ThresholdOption = "YouthFunctions.Exports.TrimAboveBytes";

    private static readonly long ThresholdBytes =
        AppContext.GetData(ThresholdOption) is string text ? long.Parse(text, CultureInfo.InvariantCulture) : 80L << 20;

    // A collection stops all threads for as long as it takes to move what lives: less gain than this is not worth it.
    private const long LeastGainBytes = 16L << 20;
    private const int LeastGainShare = 8;

    private static long _held; // committed after the last collection

    private static readonly MallocTrim? NativeTrim = FindNativeTrim();

    /// <summary>Collects and returns what is held beyond what an export needs; costs some ten milliseconds when it does.</summary>
    public static void Trim()
    {
        var now = Math.Max(GC.GetGCMemoryInfo().TotalCommittedBytes, GC.GetTotalMemory(forceFullCollection: false));
        var held = Math.Min(Volatile.Read(ref _held), now); // what lived then may be gone since
        if (now > ThresholdBytes && now - held > Math.Max(LeastGainBytes, held / LeastGainShare))
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            held = GC.GetGCMemoryInfo().TotalCommittedBytes;
        }

        Volatile.Write(ref _held, held);

        NativeTrim?.Invoke(0);
    }

    // glibc has it, other C libraries have not.
    private static MallocTrim? FindNativeTrim() => OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library)
        && NativeLibrary.TryGetExport(library, "malloc_trim", out var trim)
            ? Marshal.GetDelegateForFunctionPointer<MallocTrim>(trim)
            : null;

    // int malloc_trim(size_t pad): malloc_trim(3)
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int MallocTrim(nuint pad);
}

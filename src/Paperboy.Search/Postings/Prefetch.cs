using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Paperboy.Search.Postings;

/// <summary>A hint to the processor; it changes nothing but time, and where there is no such instruction it does nothing.</summary>
internal static class Prefetch
{
    /// <summary>Asks for the cache line in which a value begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line<T>(ref T value)
    {
        // Should the collector move the value meanwhile, then the hint is for nothing, and still harms nothing.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
    }
}

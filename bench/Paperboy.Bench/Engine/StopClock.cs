using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Paperboy.Bench.Engine;

/// <summary>
/// Times what one thread does: by the clock, or by the processor time that the thread was given, which stays comparable on a
/// machine where others compete for the processors. The latter on Linux only.
/// </summary>
internal readonly struct StopClock(bool byProcessor)
{
    private const int ThreadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly long _started = byProcessor ? Processor() : Stopwatch.GetTimestamp();

    public double Milliseconds => byProcessor ? (Processor() - _started) / 1e6 : Stopwatch.GetElapsedTime(_started).TotalMilliseconds;

    private static long Processor() =>
        clock_gettime(ThreadProcessorTime, out var time) == 0
            ? (time.Seconds * NanosecondsPerSecond) + time.Nanoseconds
            : throw new PlatformNotSupportedException("The system does not tell the processor time of a thread.");

    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Timespec time);

    private readonly record struct Timespec(long Seconds, long Nanoseconds);
}

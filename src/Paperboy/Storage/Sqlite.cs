using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Paperboy.Storage;

/// <summary>Binds the SQLite provider to the operating system's own library, which the system keeps patched.</summary>
internal static class Sqlite
{
    private static readonly Lazy<string> Bound = new(Bind);

    /// <summary>Loads the library once; returns its version.</summary>
    /// <exception cref="StorageException">The machine has no libsqlite3.</exception>
    public static string EnsureLoaded() => Bound.Value;

    private static string Bind()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return raw.sqlite3_libversion().utf8_to_string();
    }

    private static IntPtr Resolve(string library, Assembly assembly, DllImportSearchPath? path)
    {
        if (library != "e_sqlite3")
            return IntPtr.Zero;

        var name = OperatingSystem.IsWindows() ? "winsqlite3"
            : OperatingSystem.IsMacOS() ? "libsqlite3.dylib"
            : "libsqlite3.so.0";
        if (NativeLibrary.TryLoad(name, out var handle))
            return handle;

        throw new StorageException(
            $"SQLite's library {name} is not on this machine. On Debian or Ubuntu: apt-get install libsqlite3-0");
    }
}

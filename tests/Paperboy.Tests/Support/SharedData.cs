using Xunit;

namespace Paperboy.Tests.Support;

/// <summary>Real papers, which are not part of the repository; tests that need them are skipped where they are absent.</summary>
internal static class SharedData
{
    /// <summary>The full path of a file of the data sets; skips the calling test when it is not there.</summary>
    public static string File(string relative)
    {
        var path = Find() is { } root ? Path.Combine(root, relative) : null;
        Assert.SkipUnless(path is not null && System.IO.File.Exists(path), $"{relative} is not there (PAPERBOY_DATA_SETS or ../shared/data).");
        return path!;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PAPERBOY_DATA_SETS") is { Length: > 0 } named)
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}

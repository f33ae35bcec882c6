using System.Diagnostics;
using Xunit;

namespace Paperboy.Search.Tests.Text;

/// <summary>The stemmers of the Snowball project, from Debian's package libstemmer-tools, where it is installed.</summary>
internal static class Stemwords
{
    /// <summary>The English stems of the words, in their order. Skips the test if the program is not there.</summary>
    public static string[] English(IReadOnlyCollection<string> words)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "stemwords")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "stemwords (Debian's libstemmer-tools) is not installed");
        using var folder = new TemporaryFolder();
        var (input, output) = (Path.Combine(folder.Path, "words"), Path.Combine(folder.Path, "stems"));
        File.WriteAllLines(input, words);
        using var process = Process.Start(program!, ["-l", "english", "-i", input, "-o", output]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return File.ReadAllLines(output);
    }
}

using System.Text;
using Paperboy.Cli;

namespace Paperboy.Discover;

/// <summary>A file of queries in UTF-8, one a line; blank lines are none.</summary>
internal static class QueryFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="VerbFailedException">There is no such file, or it cannot be read as queries.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        var bytes = Bytes(path).AsSpan();
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var queries = new List<string>();
        var number = 0;
        foreach (var line in bytes.Split((byte)'\n'))
        {
            number++;
            if (Text(path, number, bytes[line]) is { Length: > 0 } query)
                queries.Add(query);
        }

        return queries.Count > 0 ? queries : throw new VerbFailedException($"{path} holds no query; it takes one a line.");
    }

    private static string Text(string path, int number, ReadOnlySpan<byte> line)
    {
        try
        {
            return Strict.GetString(line).Trim();
        }
        catch (DecoderFallbackException e)
        {
            throw new VerbFailedException($"{path}:{number}: the line is not UTF-8.", e);
        }
    }

    private static byte[] Bytes(string path)
    {
        if (Directory.Exists(path))
            throw new VerbFailedException($"{path} is a folder; --queries takes a file with one query a line.");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new VerbFailedException($"There is no file {path} with queries.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbFailedException($"The queries of {path} cannot be read: {e.Message}", e);
        }
    }
}

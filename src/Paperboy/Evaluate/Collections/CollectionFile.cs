using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Paperboy.Cli;
using Paperboy.Search;

namespace Paperboy.Evaluate.Collections;

/// <summary>A file of a collection, plain or compressed with gzip, told apart by its first bytes; UTF-8, line by line.</summary>
internal static class CollectionFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The path of a file of this name or this name and .gz; null if there is neither.</summary>
    public static string? Find(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : File.Exists(path + ".gz") ? path + ".gz" : null;
    }

    /// <exception cref="VerbFailedException">There is no such file.</exception>
    public static string Require(string folder, string name, string holds) =>
        Find(folder, name)
        ?? throw new VerbFailedException($"There is no {Path.Combine(folder, name)} or {name}.gz, which holds {holds}: the folder is no collection in BEIR's form.");

    /// <summary>The lines that are not blank, with their numbers from 1 on.</summary>
    /// <exception cref="VerbFailedException">The file cannot be read, is cut off or is not UTF-8.</exception>
    public static IEnumerable<FileLine> Lines(string path, CancellationToken cancel)
    {
        using var reader = Open(path);
        for (var number = 1; ; number++)
        {
            cancel.ThrowIfCancellationRequested();
            var line = new FileLine(path, number, "");
            string? text;
            try
            {
                // As Latin-1 each byte is a character: what is not UTF-8 is found in its own line.
                text = reader.ReadLine() is { } raw ? Strict.GetString(Encoding.Latin1.GetBytes(raw)) : null;
            }
            catch (DecoderFallbackException e)
            {
                throw line.Broken("the line is not UTF-8", e);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                throw line.Broken($"the compressed file is damaged from here on ({e.Message})", e);
            }

            if (text is null)
                yield break;
            if (number == 1)
                text = text.TrimStart('\uFEFF');
            if (!string.IsNullOrWhiteSpace(text))
                yield return line with { Text = text };
        }
    }

    /// <summary>The whole text of a file.</summary>
    /// <exception cref="VerbFailedException">The file cannot be read, is cut off or is not UTF-8.</exception>
    public static string Text(string path, CancellationToken cancel) => string.Join('\n', Lines(path, cancel).Select(line => line.Text));

    private static StreamReader Open(string path)
    {
        try
        {
            var file = File.OpenRead(path);
            Span<byte> magic = stackalloc byte[2];
            var read = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
            file.Position = 0;
            Stream plain = read == 2 && magic[0] == 0x1F && magic[1] == 0x8B ? new GZipStream(file, CompressionMode.Decompress) : file;
            return new StreamReader(plain, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, 64 * 1024);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new VerbFailedException($"There is no file {path}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbFailedException($"{path} cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>A line of a file with its number from 1 on.</summary>
internal sealed record FileLine(string Path, int Number, string Text)
{
    /// <summary>The error that names file, line and fault.</summary>
    public VerbFailedException Broken(string fault, Exception? inner = null)
    {
        var message = $"{Path}:{Number}: {fault}.";
        return inner is null ? new VerbFailedException(message) : new VerbFailedException(message, inner);
    }

    /// <summary>Reads the line as a JSON object.</summary>
    public T Object<T>(Func<JsonObjectReader, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(Text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? read(new JsonObjectReader(this, json.RootElement))
                : throw Broken("the line is no JSON object");
        }
        catch (JsonException e)
        {
            throw Broken($"broken JSON at byte {e.BytePositionInLine + 1}", e);
        }
        catch (InvalidOperationException e)
        {
            // Half a surrogate pair (\ud800) is valid JSON grammar that no string can hold.
            throw Broken($"broken JSON ({e.Message.ReplaceLineEndings(" ")})", e);
        }
    }
}

/// <summary>The fields of a JSON object on a line.</summary>
internal readonly struct JsonObjectReader(FileLine line, JsonElement json)
{
    /// <summary>An id: text that the engine takes, without tabs and line ends, which would break the files that ids are written to.</summary>
    public string Id()
    {
        var id = Text("_id");
        if (id.Length == 0)
            throw line.Broken("_id is missing or empty");
        if (id.AsSpan().IndexOfAny('\t', '\n', '\r') >= 0)
            throw line.Broken("_id holds a tab or the end of a line");
        return Encoding.UTF8.GetByteCount(id) <= IndexDocument.MostIdBytes
            ? id
            : throw line.Broken($"_id has more than {IndexDocument.MostIdBytes} bytes");
    }

    /// <summary>A text; empty where there is none.</summary>
    public string Text(string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return "";
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw line.Broken($"{name} is not a text");
    }
}

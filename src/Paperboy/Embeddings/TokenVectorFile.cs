using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Paperboy.Embeddings;

/// <summary>
/// The file of a model, little-endian: eight bytes that say what it is and in which version; the numbers of dimensions, words,
/// phrases, n-gram buckets and bytes of words; the title's count; the length of each word (a byte) and the words; the phrases
/// (two rows of four bytes); a scale (four bytes) for each row; the rows (a byte a number); and the SHA-256 of all
/// before it, of which the fingerprint is the beginning.
/// </summary>
internal static class TokenVectorFile
{
    private const int HeaderLength = 32;
    private const int HashLength = 32;

    // The last is the version.
    private static ReadOnlySpan<byte> Magic => "PBVECT\0\u0001"u8;

    /// <summary>A name for what a file holds, as short as it can be without two models sharing one.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> file) =>
        "built-in:" + Convert.ToHexStringLower(file[^HashLength..][..8]);

    /// <summary>Writes a model to a file, which appears whole or not at all.</summary>
    public static void Write(TokenVectors model, string path)
    {
        var aside = path + ".new";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            file.Write(ToBytes(model));
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }

    public static byte[] ToBytes(TokenVectors model)
    {
        var layout = model.Layout;
        var words = layout.Words;
        var bytes = new byte[Length(words.Count, layout.Phrases.Count, layout.Grams, words.Bytes.Length)];
        Magic.CopyTo(bytes);
        ReadOnlySpan<int> numbers = [TokenVectors.Dimensions, words.Count, layout.Phrases.Count, layout.Grams, words.Bytes.Length];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8 + (4 * i)), numbers[i]);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(28), model.TitleCount);
        var rest = bytes.AsSpan(HeaderLength);
        for (var row = 0; row < words.Count; row++)
            rest[row] = (byte)words.Term(row).Length;
        rest = rest[words.Count..];
        words.Bytes.CopyTo(rest);
        rest = rest[words.Bytes.Length..];
        foreach (var pair in layout.Phrases.Pairs)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest, pair);
            rest = rest[8..];
        }

        foreach (var scale in model.Scales)
        {
            BinaryPrimitives.WriteSingleLittleEndian(rest, scale);
            rest = rest[4..];
        }

        MemoryMarshal.AsBytes(model.Values).CopyTo(rest);
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - HashLength), bytes.AsSpan(bytes.Length - HashLength));
        return bytes;
    }

    /// <summary>Reads a model.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">It is no model, of another version, cut or damaged.</exception>
    public static TokenVectors Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < HeaderLength + HashLength || !bytes.StartsWith(Magic[..6]))
            throw new InvalidDataException($"{name} is no model of the built-in embedder.");
        if (!bytes.StartsWith(Magic))
            throw new InvalidDataException($"{name} is a model of version {bytes[7]}; this Paperboy reads version {Magic[7]}. Train it anew: paperboy train.");
        Span<byte> hash = stackalloc byte[HashLength];
        SHA256.HashData(bytes[..^HashLength], hash);
        if (!bytes.EndsWith(hash))
            throw new InvalidDataException($"{name} is damaged: its checksum does not fit. Train it anew: paperboy train.");
        Span<int> numbers = stackalloc int[5];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(8 + (4 * i))..]);
        var (words, phrases, grams, wordBytes) = (numbers[1], numbers[2], numbers[3], numbers[4]);
        if (numbers[0] != TokenVectors.Dimensions || words < 0 || phrases < 0 || grams < 1 || Length(words, phrases, grams, wordBytes) != bytes.Length)
            throw new InvalidDataException($"{name} is damaged: its header and its length contradict each other.");
        var rest = bytes[HeaderLength..^HashLength];
        var vocabulary = ReadWords(ref rest, words, wordBytes, name);
        var layout = new TokenLayout(vocabulary, ReadPhrases(ref rest, phrases, words, name), grams);
        var scales = new float[layout.Rows];
        for (var i = 0; i < scales.Length; i++)
            scales[i] = BinaryPrimitives.ReadSingleLittleEndian(rest[(4 * i)..]);
        var values = MemoryMarshal.Cast<byte, sbyte>(rest[(4 * scales.Length)..]).ToArray();
        return new TokenVectors(layout, values, scales, BinaryPrimitives.ReadSingleLittleEndian(bytes[28..]));
    }

    private static Vocabulary ReadWords(ref ReadOnlySpan<byte> rest, int count, int length, string name)
    {
        var starts = new int[count + 1];
        for (var i = 0; i < count; i++)
            starts[i + 1] = starts[i] + rest[i];
        if (starts[count] != length)
            throw new InvalidDataException($"{name} is damaged: the lengths of its words do not add up.");
        var words = rest.Slice(count, length).ToArray();
        rest = rest[(count + length)..];
        return new Vocabulary(words, starts);
    }

    private static PhraseTable ReadPhrases(ref ReadOnlySpan<byte> rest, int count, int words, string name)
    {
        var pairs = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            pairs[i] = BinaryPrimitives.ReadUInt64LittleEndian(rest[(8 * i)..]);
            if (pairs[i] >> 32 >= (uint)words || (uint)pairs[i] >= (uint)words)
                throw new InvalidDataException($"{name} is damaged: a phrase names words that are not there.");
        }

        rest = rest[(8 * count)..];
        return new PhraseTable(pairs);
    }

    private static long Length(long words, long phrases, long grams, long wordBytes) =>
        HeaderLength + words + wordBytes + (8 * phrases) + ((4 + TokenVectors.Dimensions) * (words + phrases + grams)) + HashLength;
}

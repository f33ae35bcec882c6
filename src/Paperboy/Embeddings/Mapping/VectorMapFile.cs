using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Paperboy.Search;

namespace Paperboy.Embeddings.Mapping;

/// <summary>
/// The file of a map, little-endian: eight bytes that say what it is and in which version; of the old and the new model the
/// number of dimensions, the length of the fingerprint and the fingerprint; factor and offset of the scale, agreement, sample;
/// the matrix (four bytes a number); and the SHA-256 of all before it.
/// </summary>
internal static class VectorMapFile
{
    // The last is the version.
    private static ReadOnlySpan<byte> Magic => "PBVMAP\0\u0001"u8;

    /// <summary>The name of the file for two models: short, and valid in any file system.</summary>
    public static string NameOf(VectorModel from, VectorModel to) => $"{Short(from)}-{Short(to)}.map";

    /// <summary>Whether a file is that of a map to a model, by its name.</summary>
    public static bool LeadsTo(VectorModel to, string path) => path.EndsWith($"-{Short(to)}.map", StringComparison.Ordinal);

    /// <summary>Writes a map to a file, which appears whole or not at all.</summary>
    public static void Write(VectorMap map, string path)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Magic);
        foreach (var model in (VectorModel[])[map.From, map.To])
        {
            var fingerprint = Encoding.UTF8.GetBytes(model.Fingerprint);
            writer.Write(model.Dimensions);
            writer.Write(fingerprint.Length);
            writer.Write(fingerprint);
        }

        writer.Write(map.Scale.Factor);
        writer.Write(map.Scale.Offset);
        writer.Write(map.Agreement);
        writer.Write(map.Sample);
        foreach (var value in map.Matrix)
            writer.Write(value);
        writer.Flush();
        var aside = path + ".new";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            var written = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            file.Write(written);
            file.Write(SHA256.HashData(written));
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no map, or a damaged one; the message names it.</exception>
    public static VectorMap Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < Magic.Length + SHA256.HashSizeInBytes || !bytes.AsSpan().StartsWith(Magic))
            throw new InvalidDataException($"{path} is not a map of vectors, or one of another version of Paperboy.");
        var body = bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(body.Length)))
            throw new InvalidDataException($"{path} is damaged: its checksum is wrong.");
        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length, body.Length - Magic.Length), Encoding.UTF8);
        var (from, to) = (ReadModel(reader), ReadModel(reader));
        var scale = new SimilarityScale(reader.ReadSingle(), reader.ReadSingle());
        var (agreement, sample) = (reader.ReadSingle(), reader.ReadInt32());
        var matrix = MemoryMarshal.Cast<byte, float>(reader.ReadBytes(from.Dimensions * to.Dimensions * sizeof(float)));
        return new VectorMap(from, to, matrix.ToArray(), scale, agreement, sample);
    }

    private static VectorModel ReadModel(BinaryReader reader)
    {
        var dimensions = reader.ReadInt32();
        return new VectorModel(Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32())), dimensions);
    }

    private static string Short(VectorModel model) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{model.Dimensions} {model.Fingerprint}")).AsSpan(0, 8));
}

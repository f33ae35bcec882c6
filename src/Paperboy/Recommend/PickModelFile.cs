using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Paperboy.Recommend.Features;
using Paperboy.Recommend.Learning;

namespace Paperboy.Recommend;

/// <summary>
/// The file of a model, little-endian: eight bytes that say what it is and in which version; the training day, the counts; terms with
/// their rarity, weight and variance; the authors' records; the trees; and the SHA-256 of all before it. It follows from the catalog and
/// may be deleted.
/// </summary>
internal static class PickModelFile
{
    /// <summary>Goes up whenever the same facts would give another model.</summary>
    public const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "PBPICKS"u8;

    /// <summary>Writes a model to a file, which appears whole or not at all.</summary>
    public static void Write(PickModel model, string path)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write((byte)Version);
        writer.Write(model.Before.DayNumber);
        writer.Write(model.Papers);
        writer.Write(model.Picks);
        WriteTerms(writer, model);
        WriteAuthors(writer, model.Authors);
        WriteTrees(writer, model.Trees);
        writer.Flush();
        var written = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        var aside = path + ".new";
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
        {
            file.Write(written);
            file.Write(SHA256.HashData(written));
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no model, one of another version, or a damaged one; the message names it.</exception>
    public static PickModel Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < Magic.Length + 1 + SHA256.HashSizeInBytes || !bytes.AsSpan().StartsWith(Magic) || bytes[Magic.Length] != Version)
            throw new InvalidDataException($"{path} is not a model of picks, or one of another version of Paperboy.");
        var body = bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(body.Length)))
            throw new InvalidDataException($"{path} is damaged: its checksum is wrong.");
        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length + 1, body.Length - Magic.Length - 1), Encoding.UTF8);
        var before = DateOnly.FromDayNumber(reader.ReadInt32());
        var (papers, picks) = (reader.ReadInt32(), reader.ReadInt32());
        var count = reader.ReadInt32();
        var table = new TermTable(Numbers<ulong>(reader, count), Numbers<float>(reader, count));
        var linear = new LogisticRegression(Numbers<float>(reader, count), reader.ReadDouble());
        var variances = Numbers<float>(reader, count);
        var authors = ReadAuthors(reader, before);
        return new PickModel(before, papers, picks, table, linear, variances, ReadTrees(reader), authors);
    }

    private static void WriteTerms(BinaryWriter writer, PickModel model)
    {
        writer.Write(model.Terms.Count);
        writer.Write(MemoryMarshal.AsBytes(model.Terms.Hashes));
        writer.Write(MemoryMarshal.AsBytes(model.Terms.Idf));
        writer.Write(MemoryMarshal.AsBytes<float>(model.Linear.Weights));
        writer.Write(model.Linear.Bias);
        writer.Write(MemoryMarshal.AsBytes<float>(model.Variances));
    }

    // In the order of the keys: the same model, the same bytes.
    private static void WriteAuthors(BinaryWriter writer, AuthorHistory authors)
    {
        writer.Write(authors.Records.Count);
        foreach (var (key, record) in authors.Records.OrderBy(author => author.Key))
        {
            writer.Write(key);
            writer.Write(record.Papers);
            writer.Write(record.Picks);
            writer.Write(record.Recent);
            writer.Write(record.LastPick);
        }
    }

    private static AuthorHistory ReadAuthors(BinaryReader reader, DateOnly before)
    {
        var count = reader.ReadInt32();
        var records = new Dictionary<ulong, AuthorRecord>(count);
        for (var i = 0; i < count; i++)
            records.Add(reader.ReadUInt64(), new AuthorRecord(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadInt32()));
        return new AuthorHistory(before, records);
    }

    private static void WriteTrees(BinaryWriter writer, BoostedTrees trees)
    {
        writer.Write(trees.Bias);
        writer.Write(trees.Trees.Count);
        foreach (var tree in trees.Trees)
        {
            writer.Write(tree.Length);
            foreach (var node in tree)
            {
                writer.Write(node.Feature);
                writer.Write(node.Threshold);
                writer.Write(node.Low);
                writer.Write(node.High);
                writer.Write(node.Value);
            }
        }
    }

    private static BoostedTrees ReadTrees(BinaryReader reader)
    {
        var bias = reader.ReadDouble();
        var trees = new TreeNode[reader.ReadInt32()][];
        for (var tree = 0; tree < trees.Length; tree++)
        {
            trees[tree] = new TreeNode[reader.ReadInt32()];
            for (var node = 0; node < trees[tree].Length; node++)
                trees[tree][node] = new TreeNode(reader.ReadInt32(), reader.ReadSingle(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble());
        }

        return new BoostedTrees(bias, trees);
    }

    private static T[] Numbers<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var numbers = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }
}

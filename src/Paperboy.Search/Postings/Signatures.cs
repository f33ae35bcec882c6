using System.Runtime.InteropServices;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Postings;

/// <summary>
/// How often a term occurs in each field of a document. The few signatures that nearly all postings have are numbered
/// by how frequent they are, so that a posting needs two or three bits for its frequencies in all fields.
/// </summary>
internal readonly record struct Signature(ulong Low, ulong High)
{
    /// <summary>The greatest frequency in one field; further occurrences are not counted.</summary>
    public const int MostOccurrences = ushort.MaxValue;

    public int this[int field] => (int)((field < 4 ? Low >> (16 * field) : High >> (16 * (field - 4))) & ushort.MaxValue);

    public static Signature Of(ReadOnlySpan<int> frequencies)
    {
        var (low, high) = (0UL, 0UL);
        for (var field = 0; field < frequencies.Length; field++)
        {
            if (field < 4)
                low |= (ulong)frequencies[field] << (16 * field);
            else
                high |= (ulong)frequencies[field] << (16 * (field - 4));
        }

        return new Signature(low, high);
    }
}

/// <summary>Numbers the signatures of a segment being made and counts the postings of each.</summary>
internal sealed class SignatureCounter
{
    private const int SmallFrequencies = 16;
    private readonly Dictionary<Signature, int> _codes = [];
    private readonly List<Signature> _signatures = [];
    private readonly List<long> _counts = [];
    private readonly int[] _small = new int[IndexSchema.MostFields * SmallFrequencies]; // code + 1

    public int Count => _signatures.Count;

    /// <summary>The provisional code of a signature, which counts as one more posting.</summary>
    public int Add(ReadOnlySpan<int> frequencies, long times = 1)
    {
        var (fields, last) = (0, 0);
        for (var field = 0; field < frequencies.Length; field++)
        {
            if (frequencies[field] == 0)
                continue;
            fields++;
            last = field;
        }

        if (fields != 1 || frequencies[last] >= SmallFrequencies)
            return Count(Intern(Signature.Of(frequencies)), times);
        ref var small = ref _small[(last * SmallFrequencies) + frequencies[last]];
        if (small == 0)
            small = Intern(Signature.Of(frequencies)) + 1;
        return Count(small - 1, times);

        int Count(int code, long times)
        {
            CollectionsMarshal.AsSpan(_counts)[code] += times;
            return code;
        }
    }

    /// <summary>Counts postings of a signature that another segment has counted.</summary>
    public int Add(Signature signature, long times)
    {
        var code = Intern(signature);
        CollectionsMarshal.AsSpan(_counts)[code] += times;
        return code;
    }

    /// <summary>The final table, most frequent first, and the final code of each provisional one.</summary>
    public (SignatureTable Table, int[] FinalCodes) Rank(IndexSchema schema)
    {
        var order = Enumerable.Range(0, _signatures.Count)
            .OrderByDescending(code => _counts[code]).ThenBy(code => _signatures[code].Low).ThenBy(code => _signatures[code].High)
            .ToArray();
        var finalCodes = new int[order.Length];
        for (var code = 0; code < order.Length; code++)
            finalCodes[order[code]] = code;
        var table = new SignatureTable([.. order.Select(code => _signatures[code])], [.. order.Select(code => _counts[code])], schema);
        return (table, finalCodes);
    }

    private int Intern(Signature signature)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, signature, out var known);
        if (known)
            return code;
        code = _signatures.Count;
        _signatures.Add(signature);
        _counts.Add(0);
        return code;
    }
}

/// <summary>The signatures of a segment by their code, with what scoring asks of them.</summary>
internal sealed class SignatureTable
{
    private readonly Signature[] _signatures;
    private readonly long[] _counts;
    private readonly int[] _occurrences;
    private readonly int[] _weighted;
    private readonly byte[] _fields;

    public SignatureTable(Signature[] signatures, long[] counts, IndexSchema schema)
    {
        _signatures = signatures;
        _counts = counts;
        _occurrences = new int[signatures.Length];
        _weighted = new int[signatures.Length];
        _fields = new byte[signatures.Length];
        for (var code = 0; code < signatures.Length; code++)
        {
            for (var field = 0; field < schema.Fields.Count; field++)
            {
                var frequency = signatures[code][field];
                _occurrences[code] += frequency;
                _weighted[code] += schema.Fields[field].Weight * frequency;
                _fields[code] |= (byte)(frequency > 0 ? 1 << field : 0);
            }
        }
    }

    public int Count => _signatures.Length;

    /// <summary>The frequencies summed over the fields, by code.</summary>
    public ReadOnlySpan<int> Occurrences => _occurrences;

    /// <summary>The frequencies weighted and summed over the fields, by code.</summary>
    public ReadOnlySpan<int> Weighted => _weighted;

    /// <summary>A bit for each field in which the term occurs, by code.</summary>
    public ReadOnlySpan<byte> FieldMasks => _fields;

    public Signature this[int code] => _signatures[code];

    /// <summary>How many postings have it.</summary>
    public long CountOf(int code) => _counts[code];

    public void WriteTo(SegmentFileWriter file) => file.Write(SectionKind.Signatures, stream =>
    {
        for (var code = 0; code < Count; code++)
            stream.Write<ulong>([_signatures[code].Low, _signatures[code].High, (ulong)_counts[code]]);
    });

    /// <exception cref="IndexCorruptException">The section is damaged.</exception>
    public static SignatureTable Read(SegmentFileReader file, IndexSchema schema)
    {
        if (file.Verify(SectionKind.Signatures) is { } problem)
            throw file.Corrupt(problem);
        var numbers = MemoryMarshal.Cast<byte, ulong>(file.Section(SectionKind.Signatures));
        var signatures = new Signature[numbers.Length / 3];
        var counts = new long[signatures.Length];
        for (var code = 0; code < signatures.Length; code++)
        {
            signatures[code] = new Signature(numbers[3 * code], numbers[(3 * code) + 1]);
            counts[code] = (long)numbers[(3 * code) + 2];
        }

        return new SignatureTable(signatures, counts, schema);
    }
}

using System.Buffers.Binary;

namespace Paperboy.Search.Postings;

/// <summary>
/// What a posting is worth before a query says what its term is worth: the weighted frequency of the term in the
/// document and the document's length code. More frequency and less length never score less, so the few pairs that no
/// other pair beats in both bound the score of a whole block, whatever the term's idf and the average length become.
/// </summary>
internal readonly record struct Impact(float Frequency, byte LengthCode);

/// <summary>
/// Collects the impacts of a block or a list and keeps at most <see cref="MostImpacts"/> that bound all of them
/// (compare Grand et al., "From MaxScore to Block-Max WAND: the story of how Lucene significantly improved query
/// evaluation performance", 2020). On disk each is a frequency in 16 bits, rounded up, and a length code.
/// </summary>
internal sealed class ImpactCollector
{
    public const int MostImpacts = 3;
    public const int EncodedLength = 3 * MostImpacts;

    // By descending frequency and so, since none beats another, by descending length.
    private readonly List<Impact> _impacts = [];

    public void Clear() => _impacts.Clear();

    public void Add(Impact added)
    {
        var at = 0;
        for (; at < _impacts.Count && _impacts[at].Frequency >= added.Frequency; at++)
        {
            if (_impacts[at].LengthCode <= added.LengthCode)
                return;
        }

        _impacts.Insert(at, added);
        at++;
        var end = at;
        while (end < _impacts.Count && _impacts[end].LengthCode >= added.LengthCode)
            end++;
        _impacts.RemoveRange(at, end - at);
    }

    public void AddAll(ImpactCollector others)
    {
        foreach (var impact in others._impacts)
            Add(impact);
    }

    /// <summary>Writes <see cref="EncodedLength"/> bytes. Fewer impacts than there is room for repeat the first.</summary>
    public void Encode(Span<byte> target)
    {
        while (_impacts.Count > MostImpacts)
            MergeClosest();
        for (var i = 0; i < MostImpacts; i++)
        {
            var impact = _impacts[i < _impacts.Count ? i : 0];
            BinaryPrimitives.WriteUInt16LittleEndian(target[(3 * i)..], RoundUp(impact.Frequency));
            target[(3 * i) + 2] = impact.LengthCode;
        }
    }

    public static Impact Decode(ReadOnlySpan<byte> source, int index) => new(
        BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(source[(3 * index)..]) << 16),
        source[(3 * index) + 2]);

    // Two neighbours become the corner that bounds both: the greater frequency with the lesser length.
    private void MergeClosest()
    {
        var best = 0;
        for (var i = 1; i + 1 < _impacts.Count; i++)
        {
            if (Gap(i) < Gap(best))
                best = i;
        }

        _impacts[best] = new Impact(_impacts[best].Frequency, _impacts[best + 1].LengthCode);
        _impacts.RemoveAt(best + 1);
    }

    private int Gap(int i) => _impacts[i].LengthCode - _impacts[i + 1].LengthCode;

    // The upper half of a float is a float of 8 significant bits; one more in the last place rounds it up.
    private static ushort RoundUp(float frequency)
    {
        var bits = BitConverter.SingleToUInt32Bits(frequency);
        return (ushort)((bits + 0xFFFF) >> 16);
    }
}

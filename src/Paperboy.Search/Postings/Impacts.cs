namespace Paperboy.Search.Postings;

/// <summary>
/// What a posting is worth before a query says what its term is worth: the weighted frequency of the term in the
/// document and the document's length code. More frequency and less length never score less, so the few pairs that no
/// other pair beats in both bound the score of a whole block, whatever the term's idf and the average length become.
/// </summary>
/// <param name="Frequency">Whole; <see cref="Unlimited"/> stands for itself and for all that is greater.</param>
/// <param name="LengthCode">See <see cref="Postings.LengthCode"/>.</param>
internal readonly record struct Impact(byte Frequency, byte LengthCode)
{
    /// <summary>This frequency has no bound but that of the term's weight.</summary>
    public const byte Unlimited = byte.MaxValue;

    public static Impact Of(int weightedFrequency, byte lengthCode) =>
        new((byte)Math.Min(weightedFrequency, Unlimited), lengthCode);
}

/// <summary>
/// Collects the impacts of a block or a list and keeps at most <see cref="MostImpacts"/> that bound all of them
/// (compare Grand et al., "From MaxScore to Block-Max WAND: the story of how Lucene significantly improved query
/// evaluation performance", 2020). On disk each takes two bytes.
/// </summary>
internal sealed class ImpactCollector
{
    public const int MostImpacts = 3;
    public const int EncodedLength = 2 * MostImpacts;

    // The least length code of each frequency: collecting is one comparison a posting.
    private readonly byte[] _shortest = new byte[256];
    private readonly List<Impact> _impacts = [];
    private int _greatest;

    public ImpactCollector() => Clear();

    public void Clear()
    {
        _shortest.AsSpan().Fill(byte.MaxValue);
        _greatest = 0;
    }

    public void Add(Impact added)
    {
        ref var shortest = ref _shortest[added.Frequency];
        if (added.LengthCode < shortest)
            shortest = added.LengthCode;
        if (added.Frequency > _greatest)
            _greatest = added.Frequency;
    }

    public void AddAll(ImpactCollector others)
    {
        for (var frequency = 0; frequency <= others._greatest; frequency++)
        {
            if (others._shortest[frequency] != byte.MaxValue || frequency == others._greatest)
                Add(new Impact((byte)frequency, others._shortest[frequency]));
        }
    }

    /// <summary>Writes <see cref="EncodedLength"/> bytes. Fewer impacts than there is room for repeat the first.</summary>
    public void Encode(Span<byte> target)
    {
        FindUnbeaten();
        while (_impacts.Count > MostImpacts)
            MergeClosest();
        for (var i = 0; i < MostImpacts; i++)
        {
            var impact = _impacts[i < _impacts.Count ? i : 0];
            target[2 * i] = impact.Frequency;
            target[(2 * i) + 1] = impact.LengthCode;
        }
    }

    public static Impact Decode(ReadOnlySpan<byte> source, int index) => new(source[2 * index], source[(2 * index) + 1]);

    // By descending frequency and so, since none beats another, by descending length.
    private void FindUnbeaten()
    {
        _impacts.Clear();
        for (var frequency = _greatest; frequency >= 0; frequency--)
        {
            var code = _shortest[frequency];
            if (_impacts.Count == 0 || code < _impacts[^1].LengthCode)
                _impacts.Add(new Impact((byte)frequency, code));
        }
    }

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
}

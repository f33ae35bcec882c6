using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Paperboy.Search.Columns;
using Paperboy.Search.Queries.Filters;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>
/// Finds all documents of a segment that match a query, without scoring them. Each term adds to a byte for each document of
/// a window: how many of the terms that it must have to have every word, and a bit for having one that is wanted. So a
/// posting costs one addition whichever terms there are, and both sets come from one look at the bytes. Of the most frequent
/// terms the sets are kept (<see cref="FrequentTerms"/>), and no posting is read.
/// </summary>
internal sealed class MatchSweep
{
    /// <summary>Set in the byte of a document that has a wanted term; the bits below count.</summary>
    public const byte Wanted = 0x80;

    private const byte CountMask = Wanted - 1; // a query has at most RankedWords.MostWords words, which is less

    private readonly byte[] _tallies = new byte[WindowBits.Length];
    private readonly List<(TermScorer Scorer, byte Add, byte Mark)> _terms = [];
    private readonly List<(ulong[] Set, bool IsNeeded, bool IsWanted)> _frequent = [];
    private readonly HashSet<int> _inWords = []; // terms that a document must have to have every word
    private byte _needed; // so many of them are tallied
    private bool _isAnyWanted;
    private bool _canBeFull;

    /// <summary>Fills the sets of a segment.</summary>
    /// <param name="query">The query.</param>
    /// <param name="scorerOfTerm">Of the terms that the segment has.</param>
    /// <param name="filter">The documents that may match.</param>
    /// <param name="sets">Takes the sets, which are empty.</param>
    /// <param name="segment">Its place in the snapshot.</param>
    /// <param name="cancellation">Ends the sweep early.</param>
    public void Run(
        RankedWords query,
        ReadOnlySpan<TermScorer?> scorerOfTerm,
        FilteredWindows filter,
        MatchSets sets,
        int segment,
        CancellationToken cancellation)
    {
        Open(query, scorerOfTerm);
        for (var window = filter.NextWindow(0); window != int.MaxValue; window = filter.NextWindow(window + 1))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!filter.Load(window))
                continue;
            var any = sets.Bits(segment, window, ofFull: false);
            var full = sets.Bits(segment, window, ofFull: true);
            if (Fill(window, filter.Bits, any, full))
                sets.Close(segment, window);
        }

        _terms.Clear();
        _frequent.Clear();
    }

    private void Open(RankedWords query, ReadOnlySpan<TermScorer?> scorerOfTerm)
    {
        _inWords.Clear();
        _terms.Clear();
        _frequent.Clear();
        _needed = 0;
        _canBeFull = query.CanBeFull;
        foreach (var word in query.Words)
        {
            if (word.IsMinor)
                continue;
            _inWords.Add(word.Term);
            _canBeFull &= scorerOfTerm[word.Term] is not null;
        }

        _isAnyWanted = query.HasWanted;
        for (var term = 0; term < query.Terms.Count; term++)
        {
            var (isNeeded, isWanted) = (_inWords.Contains(term), query.Terms[term].IsWanted);
            if (scorerOfTerm[term] is not { } scorer || !(isNeeded || isWanted))
                continue;
            if (SetOf(scorer) is { } set)
            {
                _frequent.Add((set, isNeeded, isWanted));
                continue;
            }

            _terms.Add((scorer, (byte)(isNeeded ? 1 : 0), isWanted ? Wanted : (byte)0));
            _needed += (byte)(isNeeded ? 1 : 0);
        }
    }

    private static ulong[]? SetOf(TermScorer scorer)
    {
        var (segment, entry) = (scorer.Cursor.Segment, scorer.Cursor.Entry);
        if (segment.FrequentTerms.Find(entry) is { } known)
            return known;
        if (!segment.FrequentTerms.Takes(entry))
            return null;
        var set = new ulong[WindowBits.WindowCount(segment.DocumentCount) * WindowBits.Words];
        scorer.Mark(0, segment.DocumentCount, -1, set);
        scorer.Rewind();
        segment.FrequentTerms.Add(entry, set);
        return set;
    }

    // False: nothing matches, and the sets hold anything.
    private bool Fill(int window, ReadOnlySpan<ulong> filter, Span<ulong> any, Span<ulong> full)
    {
        var from = window * WindowBits.Length;
        var isTallied = false;
        foreach (var (scorer, add, mark) in _terms)
            isTallied |= scorer.Tally(from, from + WindowBits.Length, add, mark, _tallies);
        if (isTallied)
        {
            Take(_tallies, _needed, any, full);
        }
        else
        {
            any.Clear();
            full.Fill(_needed == 0 ? ulong.MaxValue : 0);
        }

        foreach (var (set, isNeeded, isWanted) in _frequent)
        {
            var documents = set.AsSpan(window * WindowBits.Words, WindowBits.Words);
            if (isWanted)
                WindowBits.Or(any, documents);
            if (isNeeded)
                WindowBits.And(full, documents);
        }

        if (_isAnyWanted)
            WindowBits.And(any, filter);
        else
            filter.CopyTo(any);
        if (_canBeFull)
            WindowBits.And(full, filter);
        else
            full.Clear();
        return WindowBits.Any(any);
    }

    /// <summary>Makes sets of the bytes, which become 0.</summary>
    /// <param name="tallies">A byte for each document of a window.</param>
    /// <param name="needed">What a document that has every word counts.</param>
    /// <param name="any">Takes those that are marked as <see cref="Wanted"/>.</param>
    /// <param name="full">Takes those that count what is needed.</param>
    private static void Take(Span<byte> tallies, byte needed, Span<ulong> any, Span<ulong> full)
    {
        if (Vector256.IsHardwareAccelerated)
            TakeVectors(tallies, needed, any, full);
        else
            TakeScalar(tallies, needed, any, full);
        tallies.Clear();
    }

    /// <summary>The plain twin, which leaves the bytes.</summary>
    internal static void TakeScalar(ReadOnlySpan<byte> tallies, byte needed, Span<ulong> any, Span<ulong> full)
    {
        any.Clear();
        full.Clear();
        for (var place = 0; place < tallies.Length; place++)
        {
            if ((tallies[place] & Wanted) != 0)
                WindowBits.Add(any, place);
            if ((tallies[place] & CountMask) == needed)
                WindowBits.Add(full, place);
        }
    }

    internal static void TakeVectors(ReadOnlySpan<byte> tallies, byte needed, Span<ulong> any, Span<ulong> full)
    {
        var (mask, count) = (Vector256.Create(CountMask), Vector256.Create(needed));
        var rows = MemoryMarshal.Cast<byte, Vector256<byte>>(tallies);
        any = any[..(rows.Length / 2)];
        full = full[..any.Length];
        for (var word = 0; word < any.Length; word++)
        {
            var (low, high) = (rows[2 * word], rows[(2 * word) + 1]);
            any[word] = low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);
            full[word] = Vector256.Equals(low & mask, count).ExtractMostSignificantBits()
                | ((ulong)Vector256.Equals(high & mask, count).ExtractMostSignificantBits() << 32);
        }
    }
}

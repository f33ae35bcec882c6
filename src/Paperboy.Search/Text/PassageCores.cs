namespace Paperboy.Search.Text;

/// <summary>
/// Chooses the cores of passages: the stretches of a text, of bounded length, that show the greatest weight of different
/// terms that are not yet shown; among these the greatest weight of pairs of terms side by side; then the shortest, for
/// there the words are nearest; then the first. A window goes over the places of the terms once for each core: of each
/// unit only the latest place counts, for an earlier one can only make the stretch longer.
/// </summary>
internal sealed class PassageCores(PassageQuery query, List<Occurrence> occurrences, int mostCharacters)
{
    private readonly bool[] _isShown = new bool[query.Units];
    private readonly int[] _latestStart = new int[query.Units];

    /// <summary>A core and what it adds: the weight of terms, then of pairs.</summary>
    private readonly record struct Candidate(long Terms, long Pairs, TextSpan Span)
    {
        public bool IsBetterThan(in Candidate other) =>
            (Terms, Pairs, -Span.Length, -Span.Start).CompareTo((other.Terms, other.Pairs, -other.Span.Length, -other.Span.Start)) > 0;
    }

    /// <summary>The best core outside the passages already chosen, or null if none shows anything that is not yet shown.</summary>
    public TextSpan? Next(List<TextSpan> chosen)
    {
        Array.Fill(_latestStart, -1);
        var best = default(Candidate);
        foreach (var occurrence in occurrences)
        {
            var span = occurrence.Span;
            if (_isShown[occurrence.Unit] || span.Length > mostCharacters || Touches(chosen, span))
                continue;
            _latestStart[occurrence.Unit] = Math.Max(_latestStart[occurrence.Unit], span.Start);
            var candidate = EndingAt(span.End, Math.Max(span.End - mostCharacters, FreeFrom(chosen, span.Start)));
            if (candidate.IsBetterThan(best))
                best = candidate;
        }

        return best.Terms > 0 ? best.Span : null;
    }

    /// <summary>Marks what a chosen passage shows: to show it again is worth nothing.</summary>
    public void MarkShown(TextSpan passage)
    {
        foreach (var occurrence in occurrences)
        {
            if (occurrence.Span.Start >= passage.Start && occurrence.Span.End <= passage.End)
                _isShown[occurrence.Unit] = true;
        }
    }

    private Candidate EndingAt(int end, int earliest)
    {
        var (terms, pairs, start) = (0L, 0L, end);
        for (var unit = 0; unit < _latestStart.Length; unit++)
        {
            if (_latestStart[unit] < earliest)
                continue;
            start = Math.Min(start, _latestStart[unit]);
            if (unit < query.Terms)
                terms += query.Weight(unit);
            else
                pairs += query.Weight(unit);
        }

        return new Candidate(terms, pairs, new TextSpan(start, end - start));
    }

    private static bool Touches(List<TextSpan> chosen, TextSpan span)
    {
        foreach (var passage in chosen)
        {
            if (span.Start < passage.End && passage.Start < span.End)
                return true;
        }

        return false;
    }

    private static int FreeFrom(List<TextSpan> chosen, int start)
    {
        var free = 0;
        foreach (var passage in chosen)
        {
            if (passage.End <= start)
                free = Math.Max(free, passage.End);
        }

        return free;
    }
}

using Paperboy.Search.Columns;

namespace Paperboy.Search.Queries.Filters;

/// <summary>Met by documents that have a term in one of some fields.</summary>
internal sealed class TermFilter(TermScorer scorer, int fields) : SegmentFilter
{
    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        bits.Clear();
        var from = window * WindowBits.Length;
        scorer.Mark(from, from + WindowBits.Length, fields, bits);
        return WindowBits.Any(bits) ? WindowMatch.Some : WindowMatch.None;
    }

    public override int NextWindow(int window)
    {
        var next = scorer.FirstPossibleFrom(window * WindowBits.Length);
        return next == int.MaxValue ? next : WindowBits.WindowOf(next);
    }
}

/// <summary>Met by documents in which words stand side by side in one of some fields.</summary>
/// <param name="scorers">Of the words' different terms, the rarest first.</param>
/// <param name="phrase">The words.</param>
/// <param name="asTyped">Whether only in the forms as typed.</param>
/// <param name="fields">A bit for each field that counts.</param>
internal sealed class PhraseFilter(IReadOnlyList<TermScorer> scorers, PhraseMatcher phrase, bool asTyped, int fields) : SegmentFilter
{
    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        bits.Clear();
        var from = window * WindowBits.Length;
        var match = WindowMatch.None;
        for (var document = scorers[0].Advance(from); document - from < WindowBits.Length && document != int.MaxValue;)
        {
            var next = Align(document);
            if (next == document)
            {
                phrase.Read();
                if (phrase.IsSideBySide(asTyped, fields))
                {
                    WindowBits.Add(bits, document - from);
                    match = WindowMatch.Some;
                }

                next++;
            }

            document = next == int.MaxValue ? next : scorers[0].Advance(next);
        }

        return match;
    }

    public override int NextWindow(int window)
    {
        var next = scorers[0].Advance(window * WindowBits.Length);
        return next == int.MaxValue ? next : WindowBits.WindowOf(next);
    }

    private int Align(int document)
    {
        for (var i = 1; i < scorers.Count; i++)
        {
            var found = scorers[i].Advance(document);
            if (found != document)
                return found;
        }

        return document;
    }
}

/// <summary>Met by the documents of a set made beforehand: of a prefix, whose words may be many.</summary>
internal sealed class SetFilter(ulong[] documents) : SegmentFilter
{
    public override bool IsCheap => true;

    public override WindowMatch Fill(int window, Span<ulong> bits)
    {
        documents.AsSpan(window * WindowBits.Words, WindowBits.Words).CopyTo(bits);
        return WindowBits.Any(bits) ? WindowMatch.Some : WindowMatch.None;
    }

    public override int NextWindow(int window)
    {
        var rest = documents.AsSpan(Math.Min(window * WindowBits.Words, documents.Length));
        var next = rest.IndexOfAnyExcept(0UL);
        return next < 0 ? int.MaxValue : window + (next / WindowBits.Words);
    }
}

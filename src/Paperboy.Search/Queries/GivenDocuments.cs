using System.Text;
using Paperboy.Search.Segments;

namespace Paperboy.Search.Queries;

/// <summary>Scores documents that something else than their words has found; reused.</summary>
internal sealed class GivenDocuments
{
    private readonly List<(int Segment, int Document, int Place)> _found = [];

    /// <summary>Looks the documents up; those that are not there get no score.</summary>
    public void Find(Snapshot snapshot, IReadOnlyList<string> ids)
    {
        _found.Clear();
        Span<byte> utf8 = stackalloc byte[IndexDocument.MostIdBytes];
        for (var place = 0; place < ids.Count; place++)
        {
            if (!Encoding.UTF8.TryGetBytes(ids[place], utf8, out var length))
                continue;
            for (var segment = 0; segment < snapshot.Segments.Count; segment++)
            {
                var document = snapshot.Segments[segment].Reader.Ids.Find(utf8[..length]);
                if (document < 0 || snapshot.Segments[segment].IsDeleted(document))
                    continue;
                _found.Add((segment, document, place));
                break;
            }
        }

        _found.Sort(); // scorers go forward only
    }

    /// <summary>Whether any is in a segment.</summary>
    public bool IsAnyIn(int segment) => _found.Exists(found => found.Segment == segment);

    /// <summary>Scores those of a segment.</summary>
    /// <param name="segment">Its place.</param>
    /// <param name="words">The query's words.</param>
    /// <param name="scorers">Of each term; null: the segment does not have it.</param>
    /// <param name="scores">Takes the score of each document, at the place of its id.</param>
    public void Score(int segment, RankedWords words, ReadOnlySpan<TermScorer?> scorers, Span<double> scores)
    {
        foreach (var (of, document, place) in _found)
        {
            if (of != segment)
                continue;
            var (score, isMatch) = (0, false);
            for (var term = 0; term < words.Terms.Count; term++)
            {
                if (scorers[term] is not { } scorer || scorer.ScoreOf(document) is not (var part and > 0))
                    continue;
                isMatch |= words.Terms[term].IsWanted;
                score += words.Terms[term].IsScored ? part : 0;
            }

            if (isMatch || !words.HasWanted)
                scores[place] = score / (double)Bm25.One;
        }
    }
}

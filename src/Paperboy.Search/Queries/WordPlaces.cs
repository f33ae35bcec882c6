using Paperboy.Search.Postings;

namespace Paperboy.Search.Queries;

/// <summary>
/// Finds where the words of a query stand together in one document. <see cref="Evidence"/> only says whether they do; this
/// looks at every place, for one document at a time.
/// </summary>
/// <param name="words">The query's words.</param>
/// <param name="places">The ascending positions of each word that count.</param>
internal sealed class WordPlaces(IReadOnlyList<QueryWord> words, IReadOnlyList<int[]> places)
{
    /// <summary>The first and last position of the first place where all stand side by side and in order.</summary>
    public (int First, int Last)? SideBySide()
    {
        foreach (var first in places[0])
        {
            var i = 1;
            while (i < words.Count && Array.BinarySearch(places[i], first + words[i].Position - words[0].Position) >= 0)
                i++;
            if (i == words.Count)
                return (first, first + words[^1].Position - words[0].Position);
        }

        return null;
    }

    /// <summary>The shortest stretch that has all of them in order, the first of several; null: no field has.</summary>
    public (int First, int Last)? Shortest()
    {
        (int First, int Last)? best = null;
        foreach (var first in places[0])
        {
            var last = first;
            for (var i = 1; i < words.Count && last >= 0; i++)
                last = NextInField(places[i], last);
            if (last >= 0 && (best is not { } stretch || last - first < stretch.Last - stretch.First))
                best = (first, last);
        }

        return best;
    }

    private static int NextInField(int[] places, int after)
    {
        foreach (var place in places)
        {
            if (place > after)
                return place >> PositionBlock.FieldShift == after >> PositionBlock.FieldShift ? place : -1;
        }

        return -1;
    }
}

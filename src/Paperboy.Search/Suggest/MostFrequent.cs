namespace Paperboy.Search.Suggest;

/// <summary>Finds the places with the greatest counts.</summary>
internal static class MostFrequent
{
    /// <summary>At most so many places from the first up to the end, the greatest count first, of equal ones the lesser place.</summary>
    public static List<int> Of(ReadOnlySpan<int> counts, int first, int end, int most)
    {
        // The least of those kept is at hand: a smaller count, or an equal one that comes later, is passed over.
        var kept = new PriorityQueue<int, (int Count, int Place)>();
        var least = int.MinValue;
        for (var place = first; place < end; place++)
        {
            if (counts[place] <= least)
                continue;
            kept.Enqueue(place, (counts[place], -place));
            if (kept.Count > most)
                kept.Dequeue();
            if (kept.Count == most && kept.TryPeek(out _, out var worst))
                least = worst.Count;
        }

        var places = new List<int>(kept.Count);
        while (kept.TryDequeue(out var place, out _))
            places.Add(place);
        places.Reverse();
        return places;
    }
}

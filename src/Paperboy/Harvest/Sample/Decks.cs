namespace Paperboy.Harvest.Sample;

/// <summary>
/// Draws from lists as from shuffled decks of cards: nothing comes a second time before all the rest has come once, so
/// that neighbouring papers do not share their sentences.
/// </summary>
internal sealed class Decks(SeededRandom random)
{
    private readonly Dictionary<object, Stack<object>> _decks = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, object> _last = new(ReferenceEqualityComparer.Instance);

    /// <summary>The next card; never the one that was drawn just before, if the list has two.</summary>
    public T Draw<T>(IReadOnlyList<T> list)
        where T : class
    {
        if (!_decks.TryGetValue(list, out var deck) || deck.Count == 0)
            _decks[list] = deck = Shuffle(list);
        return (T)(_last[list] = deck.Pop());
    }

    private Stack<object> Shuffle(IReadOnlyList<object> list)
    {
        var cards = random.Shuffled(list);
        if (cards.Count > 1 && _last.TryGetValue(list, out var last) && cards[^1].Equals(last))
            (cards[0], cards[^1]) = (cards[^1], cards[0]);
        return new Stack<object>(cards);
    }
}

namespace Paperboy.Catalog;

/// <summary>Keeps what was computed from the catalog's papers until they change. Safe for many readers.</summary>
/// <param name="sequence">Tells when they have.</param>
/// <param name="most">How many results are kept; then all are let go, since making one anew takes milliseconds.</param>
public sealed class CatalogCache<TKey, TValue>(CatalogSequence sequence, int most)
    where TKey : notnull
{
    private readonly Lock _turn = new();
    private readonly Dictionary<TKey, TValue> _kept = [];
    private long _of = -1;

    public TValue Get(TKey key, Func<TKey, TValue> make)
    {
        ArgumentNullException.ThrowIfNull(make);

        // Read before the making: what a change in between adds is then made again, never missed.
        var now = sequence.Current();
        lock (_turn)
        {
            if (_of == now && _kept.TryGetValue(key, out var kept))
                return kept;
        }

        var made = make(key);
        lock (_turn)
        {
            if (_of != now || _kept.Count >= most)
                _kept.Clear();
            _of = now;
            _kept[key] = made;
        }

        return made;
    }
}

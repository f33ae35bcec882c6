namespace Paperboy.Daily.Trending;

/// <summary>An act with what its reader counts for the paper, by <see cref="Independence"/>.</summary>
internal readonly record struct WeighedAct(Act Act, double Weight);

/// <summary>
/// What acts count that come at once. Within ten minutes a paper may draw five voices, and as many more as all other papers
/// together: when the morning's mail goes out, everybody votes, and nothing is held against it. Beyond, each act counts by the
/// square of the share that was allowed. Voices count here as they count there: accounts that are not believed make no burst of
/// the votes of those who are. It looks back only, so that what an act counts does not hang on what follows.
/// </summary>
internal sealed class Bursts
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public const int Allowed = 5;

    private readonly Moments _all;
    private readonly Dictionary<string, Moments> _ofPaper;

    public Bursts(IReadOnlyList<WeighedAct> acts)
    {
        _all = new Moments(acts);
        _ofPaper = acts.GroupBy(act => act.Act.Paper, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Moments(group), StringComparer.Ordinal);
    }

    /// <summary>From 0 to 1.</summary>
    public double Share(Act act)
    {
        var own = _ofPaper[act.Paper].Within(act.At);
        if (own <= Allowed)
            return 1;
        var allowed = Allowed + Math.Max(0, _all.Within(act.At) - own);
        return own <= allowed ? 1 : Math.Pow(allowed / own, 2);
    }

    // Moments in their order, with the weights of all up to each.
    private sealed class Moments
    {
        private readonly DateTimeOffset[] _at;
        private readonly double[] _sums;

        public Moments(IEnumerable<WeighedAct> acts)
        {
            var ordered = acts.OrderBy(act => act.Act.At).ThenBy(act => act.Act.Number).ToList();
            _at = [.. ordered.Select(act => act.Act.At)];
            _sums = new double[_at.Length + 1];
            for (var i = 0; i < _at.Length; i++)
                _sums[i + 1] = _sums[i] + ordered[i].Weight;
        }

        /// <summary>What came within the window that ends here, at its end included.</summary>
        public double Within(DateTimeOffset end) => _sums[CountUntil(end)] - _sums[CountUntil(end - Window)];

        private int CountUntil(DateTimeOffset moment)
        {
            var (low, high) = (0, _at.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_at[middle] <= moment)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }
    }
}

namespace Paperboy.Daily.Trending;

/// <summary>
/// How far each of a paper's supporters decided alone. A supporter counts by the age of the account and by what else it voted for,
/// saved and commented on; of those whose histories are nearly the same, together they count as about one (as sequences of one
/// family do in the effective number of sequences: Morcos et al., PNAS 2011, doi:10.1073/pnas.1111471108). docs/trending.md gives
/// the reasons for each constant.
/// </summary>
internal sealed class Independence
{
    /// <summary>An account of this age counts whole; on a site that is younger than two weeks, of half the site's age.</summary>
    public static readonly TimeSpan Grown = TimeSpan.FromDays(7);

    /// <summary>What an account counts in its first minute.</summary>
    public const double Newborn = 0.3;

    /// <summary>What a reader counts who has supported nothing else.</summary>
    public const double FirstVote = 0.03;

    /// <summary>By chance so many others resemble a supporter, and this share of all supporters besides.</summary>
    public const double Chance = 3, ChanceShare = 0.02;

    /// <summary>So many look-alikes beyond chance leave a quarter of what is believed of a voice.</summary>
    public const double Doubt = 5;

    /// <summary>Of the members of a circle that is believed, the second counts an eighth, the third a 27th: all of them 1.2.</summary>
    public const double Fall = 3;

    /// <summary>With so many supporters at most each is compared; of more, every second, third and so on.</summary>
    public const int Witnesses = 1000;

    // Who has shown little resembles everybody: so many papers every two readers are taken to share before they show otherwise.
    // Strangers that are new must show less likeness to be doubted than readers who have been there for long.
    private static readonly Likeness New = new(1, 0.2, 0.6);
    private static readonly Likeness Known = new(2, 0.4, 0.8);

    private readonly Dictionary<long, int[]> _histories;
    private readonly IReadOnlyDictionary<long, DateTimeOffset> _since;
    private readonly TimeSpan _grown;

    /// <param name="acts">All that stands.</param>
    /// <param name="facts">What is known of the accounts.</param>
    public Independence(IReadOnlyList<Act> acts, TrendingFacts facts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var histories = new Dictionary<long, SortedSet<int>>();
        foreach (var act in acts)
        {
            if (!numbers.TryGetValue(act.Paper, out var number))
                numbers[act.Paper] = number = numbers.Count;
            if (!histories.TryGetValue(act.Actor, out var history))
                histories[act.Actor] = history = [];
            history.Add(number);
        }

        _histories = histories.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        _since = facts.Since;
        var oldest = _histories.Keys.Select(Since).Where(since => since <= facts.At).DefaultIfEmpty(facts.At).Min();
        _grown = (facts.At - oldest) / 2 < Grown ? (facts.At - oldest) / 2 : Grown;
    }

    /// <summary>What each supporter of a paper counts, from 0 to 1.</summary>
    /// <param name="first">The first act of each supporter, in the order of their events.</param>
    public double[] Of(IReadOnlyList<Act> first)
    {
        var voices = new Voice[first.Count];
        for (var i = 0; i < voices.Length; i++)
            voices[i] = VoiceOf(i, first[i]);

        // Grown readers come first, those who count more before others, and of new ones who came first: a copy of a reader's votes
        // counts less for it, not the reader.
        Array.Sort(voices);
        var before = new double[voices.Length];
        var alike = new double[voices.Length];
        var step = (voices.Length + Witnesses - 1) / Witnesses;
        for (var i = 0; i < voices.Length; i++)
        {
            // Of a crowd some witnesses, drawn by the order of events, stand for all.
            for (var j = 0; j < voices.Length; j++)
            {
                if (j == i || voices[j].Place % step != 0)
                    continue;
                var areNew = voices[i].IsYoung && voices[j].IsYoung;
                if (j > i && !areNew)
                    break; // grown readers stand first: nobody behind is before this one, or as new
                var (one, other) = (voices[i].History, voices[j].History);
                if (!(areNew ? New : Known).May(one.Length, other.Length))
                    continue; // what may be alike to readers who are known may be so to new ones
                var shared = Shared(one, other);
                before[i] += j < i ? step * Known.Of(one.Length, other.Length, shared) : 0;
                if (areNew && one.Length > 1 && other.Length > 1)
                    alike[i] += step * New.Of(one.Length, other.Length, shared); // first votes resemble all, and shall discredit nobody
            }
        }

        return Weights(voices, before, alike);
    }

    /// <summary>What the voice of a reader counts for how many other papers the reader supported.</summary>
    internal static double Breadth(int others) => (others + FirstVote) / (others + 1);

    private Voice VoiceOf(int place, Act act)
    {
        var history = _histories[act.Actor];
        var age = act.At - Since(act.Actor);
        var growth = age >= _grown || _grown <= TimeSpan.Zero ? 1 : Math.Max(0, age / _grown);
        var alone = (Newborn + ((1 - Newborn) * growth)) * Breadth(history.Length - 1);
        return new Voice(place, alone, growth < 1, history);
    }

    // Chance grows with the grown supporters alone, so that no crowd of new accounts can excuse anybody.
    private double[] Weights(Voice[] voices, double[] before, double[] alike)
    {
        var weights = new double[voices.Length];
        var all = voices.Count(voice => !voice.IsYoung);
        var grown = 0;
        for (var i = 0; i < voices.Length; i++)
        {
            var voice = voices[i];

            // A first vote counts so little that doubting it would only give new accounts a way to silence others.
            var isDoubted = voice.IsYoung && voice.History.Length > 1;
            var doubt = isDoubted ? Beyond(alike[i], Chance + (ChanceShare * all)) / Doubt : 0;
            weights[voice.Place] = voice.Alone / Math.Pow(1 + doubt, 2) / Math.Pow(1 + Beyond(before[i], ChanceShare * grown), Fall);
            grown += voice.IsYoung ? 0 : 1;
        }

        return weights;
    }

    // Look-alikes beyond chance. A circle that is most of the community is the community: nobody is there to be shouted down.
    private double Beyond(double alike, double chance)
    {
        var outside = Math.Max(0, 1 - ((alike + 1) / _histories.Count));
        return Math.Max(0, alike - chance) * outside * outside;
    }

    // An actor without a row would be a damaged catalog; it then counts as made in this moment.
    private DateTimeOffset Since(long actor) => _since.TryGetValue(actor, out var since) ? since : DateTimeOffset.MaxValue;

    // How many papers both supported. Histories are in order.
    private static int Shared(int[] one, int[] other)
    {
        var shared = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            var order = one[i].CompareTo(other[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return shared;
    }

    /// <summary>How much two readers are of one circle: 0 for strangers, 1 where they did nearly the same all over.</summary>
    /// <param name="Unseen">Papers that they are taken to share besides.</param>
    /// <param name="From">The similarity (shared papers among all that either supported) from which on they are, in part.</param>
    /// <param name="To">The one from which on they are altogether.</param>
    private readonly record struct Likeness(int Unseen, double From, double To)
    {
        /// <summary>Whether histories of these lengths may be alike at all.</summary>
        public bool May(int one, int other) => Math.Min(one, other) - 1 + Unseen > From * (Math.Max(one, other) - 1 + Unseen);

        // Both histories hold the paper that is being voted for, which says nothing.
        public double Of(int one, int other, int shared)
        {
            var similarity = (double)(shared - 1 + Unseen) / (one + other - shared - 1 + Unseen);
            return Math.Clamp((similarity - From) / (To - From), 0, 1);
        }
    }

    private readonly record struct Voice(int Place, double Alone, bool IsYoung, int[] History) : IComparable<Voice>
    {
        private double Seniority => IsYoung ? 0 : -Alone;

        public int CompareTo(Voice other) => (IsYoung, Seniority, Place).CompareTo((other.IsYoung, other.Seniority, other.Place));
    }
}

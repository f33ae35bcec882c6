namespace Paperboy.Harvest.Sample.Fields;

/// <summary>Papers on living things: naps, birdsong, and foragers without a plan.</summary>
internal static class Biology
{
    public static readonly Field Field = new()
    {
        Category = "q-bio.NC",
        CrossLists = ["q-bio.PE", "q-bio.QM", "cs.NE", "physics.bio-ph"],
        Nouns = ["Thrush", "Dormouse", "Synapse", "Beehive", "Lichen", "Tadpole", "Starling", "Cricket"],
        Suffixes = ["Sim", "Net", "Map"],
        Closings =
        [
            "The model makes one prediction that could prove it wrong, and we hope that somebody tests it.",
            "All animals were observed from a distance that they had chosen themselves.",
            "The findings argue for simple rules in large numbers, as nature seems to prefer.",
            "Recordings, annotations, and the field notes with their tea stains are archived.",
        ],
        Topics = [Naps, Birdsong, Foraging],
    };

    private static Topic Naps => new()
    {
        Keywords = ["sleep", "memory consolidation", "neural dynamics", "computational neuroscience"],
        Phrases =
        [
            "Memory Consolidation in [Short Naps|Interrupted Sleep|Small Networks]",
            "A [Minimal|Spiking|Mean-Field] Model of Dozing Off",
            "Replay and Forgetting during [Afternoon|Shallow|Shared] Sleep",
            "Slow Waves as [Housekeeping|Bookkeeping] in Cortical Circuits",
        ],
        Titles =
        [
            "What the Dormouse Said: Replay in Long Sleepers",
            "Why Do We Wake One Minute before the Alarm?",
            "Sleeping on It: A Decision-Theoretic Account",
            "Dozing at the Edge of Criticality",
        ],
        Problems =
        [
            "A short nap improves some memories and leaves others entirely alone.",
            "Sleeping brains replay the day, though not in its order and not at its speed.",
            "How a circuit decides that it has been awake for long enough is not well understood.",
        ],
        Gaps =
        [
            "Models of consolidation need a night, while afternoons have to make do with twenty minutes.",
            "Recordings are made in laboratories, where nobody sleeps as at home.",
            "Existing accounts explain what is replayed, and not what is politely skipped.",
        ],
        Approaches =
        [
            new(
                "a spiking model in which slow waves mark the synapses that had little to do",
                "Synapses are scaled by $w \\mapsto w^{1+\\epsilon}$, which spares the strong and tires the weak.",
                "the scaling rule"),
            new(
                "a mean-field theory of drowsiness with <k> parameters, each of which can be measured",
                "Sleep pressure obeys $\\dot{S} = (1 - S)/\\tau_w$ while awake and $\\dot{S} = -S/\\tau_s$ asleep, with a switch that depends on light and lunch.",
                "the light switch"),
            new(
                "a decoder that finds replay at any speed, forwards, backwards, and in between",
                "Near the transition the network shows avalanches with an exponent of $-1.<d>$.",
                "the freedom of speed"),
        ],
        Questions =
        [
            "whether the length of a nap predicts what is remembered after it",
            "which experiences are replayed when there is time for only one",
        ],
        Findings =
        [
            "Naps of <N> minutes were best, and longer ones mainly produced opinions about naps.",
            "Replay favored detours over direct paths by a wide margin.",
            "Silencing slow waves left the memories intact and their order in disarray.",
            "In <p>% of the sessions the animals fell asleep before the experimenters did.",
        ],
        Items = ["sleep episodes", "recorded naps"],
        Data = ["the Siesta recordings", "NapBank", "QuietCortex"],
        Baselines = ["a two-process model", "a recurrent network without sleep", "shuffled spike trains"],
        Metrics = [new("recall after sleep", "%", 1, 542, 668, 31, 112), new("decoding error", " cm", 1, 124, 238, 21, 84, true)],
    };

    private static Topic Birdsong => new()
    {
        Keywords = ["birdsong", "vocal learning", "bioacoustics", "cultural evolution"],
        Phrases =
        [
            "Vocal Learning in [Urban|Island|Late-Hatched] Thrushes",
            "Dialects of [Birdsong|Alarm Calls|Begging Calls] along a Tram Line",
            "Cultural Evolution of [Short|Borrowed|Unpopular] Songs",
            "Unsupervised Syllables for [Noisy|Dawn|Garden] Recordings",
        ],
        Titles =
        [
            "Starlings Quote One Another out of Context",
            "A Song That Skipped a Generation",
            "Do Blackbirds Practice When Nobody Listens?",
            "The Dawn Chorus Has a Seating Plan",
        ],
        Problems =
        [
            "Young birds learn their songs from neighbors, and their neighbors are not always good singers.",
            "City birds sing higher, earlier, and against more competition than their rural cousins.",
            "Songs change over generations although every pupil tries to copy his teacher.",
        ],
        Gaps =
        [
            "Studies follow single birds, whereas mistakes spread through neighborhoods.",
            "Automatic annotation splits one syllable into three and three birds into one.",
            "Whether innovations are errors or inventions cannot be read from spectrograms alone.",
        ],
        Approaches =
        [
            new(
                "a model of vocal learning in which pupils copy the *confidence* of a teacher rather than the song",
                "A syllable is copied with probability $p \\propto e^{\\beta c}$, where $c$ is how often it was sung without hesitation.",
                "the confidence term"),
            new(
                "a segmentation method that lets the silence between syllables vote",
                "Song similarity is computed by dynamic time warping in $O(nw)$ with a window $w$.",
                "the silence vote"),
            new(
                "a network of garden microphones that places each phrase to within a branch",
                "Localization uses time differences of arrival; the median error is <k> decimeters in leaf.",
                "the garden microphones"),
        ],
        Questions =
        [
            "whether a song that is heard once, by accident, can enter a dialect",
            "how fast a mistake travels along a hedge",
        ],
        Findings =
        [
            "One bird that had nested near a station accounts for <q>% of the new syllables.",
            "Confident mistakes were copied more often than hesitant originals.",
            "Dialect borders followed the tram line, and shifted with the timetable.",
            "The birds practiced in the rain, when recording equipment is indoors.",
        ],
        Items = ["song phrases", "dawn recordings"],
        Data = ["HedgeSong", "the Tram Line survey", "DawnBench"],
        Baselines = ["a hidden Markov model", "a spectrogram transformer", "two experienced listeners"],
        Metrics = [new("syllable F1", "%", 1, 612, 758, 34, 118), new("segmentation error", "%", 1, 142, 251, 26, 94, true)],
    };

    private static Topic Foraging => new()
    {
        Keywords = ["collective behavior", "foraging", "social insects", "agent-based models"],
        Phrases =
        [
            "Foraging without a [Plan|Leader|Map]",
            "Division of Labor among [Ants|Bees|Slime Molds] with Small Memories",
            "Collective Decisions in [Undecided|Overcrowded|Well-Fed] Colonies",
            "Trails, Detours, and [Lazy|Late] Ants",
        ],
        Titles =
        [
            "Somebody Has to Stay at Home: Idle Ants as Insurance",
            "The Bee That Took the Scenic Route",
            "Slime Molds Make Poor Commuters",
            "A Queue of Ants Is Not a Queue",
        ],
        Problems =
        [
            "Colonies find the nearest food although no member of them could draw a map.",
            "A third of the workers in an ant colony appear to do nothing.",
            "Bees share what they find by dancing, and not all of them dance well.",
        ],
        Gaps =
        [
            "Models usually make every worker equally diligent, which no observer of a colony has reported.",
            "Optimal foraging theory assumes a forager who knows when to leave.",
            "Field data are short, since the observers get hungry too.",
        ],
        Approaches =
        [
            new(
                "an agent-based model in which laziness is *heritable* and occasionally useful",
                "Each worker leaves when the trail falls below a threshold $\\theta_i \\sim \\mathrm{Beta}(2, <k1>)$, and the spread of $\\theta$ does the work of a leader.",
                "the spread of thresholds"),
            new(
                "a method that recovers private decision rules from public traffic",
                "The inverse problem is convex after a change of variables, and solved within seconds.",
                "the change of variables"),
            new(
                "a mean-field model of dancers who exaggerate",
                "Exaggeration by a factor $\\gamma$ shifts the equilibrium only if $\\gamma > 1 + 1/R_0$.",
                "the exaggeration term"),
        ],
        Questions =
        [
            "what idle workers do when the busy ones are taken away",
            "whether a colony would notice if one dancer in ten were lying",
        ],
        Findings =
        [
            "Removing the idle workers had no effect until something went wrong.",
            "Poor dancers recruited fewer followers and found more new food.",
            "Colonies with a range of temperaments outperformed uniform ones in <p>% of the seasons.",
            "The shortest trail was the most congested, and the ants knew it first.",
        ],
        Items = ["foraging trips", "tagged workers"],
        Data = ["the Rooftop Hives", "TrailMix", "AntHill"],
        Baselines = ["a model of identical workers", "a random walk", "optimal foraging theory"],
        Metrics = [new("prediction error", "%", 1, 168, 292, 32, 108, true), new("food collected", " g", 1, 412, 684, 41, 142)],
    };
}

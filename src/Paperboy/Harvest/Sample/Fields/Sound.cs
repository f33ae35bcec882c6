namespace Paperboy.Harvest.Sample.Fields;

/// <summary>Papers on sound: speech in kitchens and choirs that drift.</summary>
internal static class Sound
{
    public static readonly Field Field = new()
    {
        Category = "eess.AS",
        CrossLists = ["cs.SD", "cs.CL", "cs.LG"],
        Nouns = ["Teacup", "Tuning Fork", "Whistle", "Cello", "Foghorn", "Echo", "Metronome", "Bassoon"],
        Suffixes = ["Wave", "Net", "Phone"],
        Closings =
        [
            "Sound examples are provided, with a warning before the third.",
            "The method is causal, adds <N> ms of delay, and runs on hardware that predates it.",
            "Listeners were paid, fed, and allowed to leave during the bassoon.",
            "We see no obstacle to real-time use other than the neighbors.",
        ],
        Topics = [Kitchens, Choirs],
    };

    private static Topic Kitchens => new()
    {
        Keywords = ["speech recognition", "speech enhancement", "far-field audio", "noise robustness"],
        Phrases =
        [
            "Speech Recognition beside a [Boiling Kettle|Running Tap|Frying Pan]",
            "[Far-Field|Single-Microphone|Streaming] Enhancement for Real Kitchens",
            "Separating [Two Cooks|Overlapping Relatives|Speech and Sizzle]",
            "Recognizing Commands Spoken with a [Full Mouth|Head Cold|Whisk]",
        ],
        Titles =
        [
            "Did You Say Thyme? Homophones in Far-Field Speech",
            "The Extractor Fan Is Not White Noise",
            "Everyone Talks at Once: Diarization at the Dinner Table",
            "Listening through the Sizzle",
        ],
        Problems =
        [
            "Kitchens are loud, tiled, and full of people who speak with their mouths full.",
            "At a dinner table nobody waits for the end of a sentence.",
            "Voice commands are given with the hands in dough and the back to the microphone.",
        ],
        Gaps =
        [
            "Noise suppression is trained on fans and traffic, and a frying pan sounds most like a consonant.",
            "Separation models assume a known number of speakers, which changes whenever the doorbell rings.",
            "Clean speech that is mixed with noise afterwards lacks the raised voice that real noise provokes.",
        ],
        Approaches =
        [
            new(
                "an enhancer that recognizes the *dish* first and removes its sounds second",
                "A kettle's whistle is tracked as one sinusoid with $\\dot{f} > 0$ and subtracted before anything else.",
                "the dish classifier"),
            new(
                "a streaming separator that adds a speaker when it hears one and drops those who went to fetch wine",
                "The mask is $M = \\sigma(W_2\\,\\mathrm{relu}(W_1 |X|))$ with <dim> hidden units, computed every $10$ ms.",
                "the speaker count"),
            new(
                "a recognizer that listens to the echo of the tiles in place of the voice",
                "Training mixtures were recorded in <N> real kitchens, with consent and, mostly, lunch.",
                "the echo path"),
        ],
        Questions =
        [
            "which kitchen sounds a recognizer mistakes for speech, and what it thinks they say",
            "whether people repeat a command louder, slower, or at someone else",
        ],
        Findings =
        [
            "Frying onions were transcribed as applause and, in one dialect, as the word “yes”.",
            "Removing the fan helped the model and its removal from the test set helped the authors.",
            "After a second failure <p>% of the participants did it themselves.",
            "The echo held more usable speech than the direct path whenever the cook faced the stove.",
        ],
        Items = ["spoken commands", "dinner recordings"],
        Data = ["SizzleSet", "the Sunday Table corpus", "TileRoom"],
        Baselines = ["a large recognizer without enhancement", "a mask-based beamformer", "a spectral gate"],
        Metrics = [new("word error rate", "%", 1, 184, 342, 28, 112, true), new("scale-invariant SDR", " dB", 1, 72, 124, 9, 34)],
    };

    private static Topic Choirs => new()
    {
        Keywords = ["music information retrieval", "intonation", "ensemble singing", "audio analysis"],
        Phrases =
        [
            "Pitch Drift in [Amateur|Village|Unaccompanied] Choirs",
            "Following a [Score|Conductor|Second Bassoon] That Nobody Else Follows",
            "Automatic Rehearsal Feedback for [Shy|Sight-Reading|Overconfident] Singers",
            "Source Separation for [Barbershop Quartets|Brass Bands|Family Carols]",
        ],
        Titles =
        [
            "Flat, but Together: Pitch Drift as Consensus",
            "Who Started It? Causal Analysis of a Choir Going Sharp",
            "The Tenor Problem",
            "Eight Bars of Silence: Modeling Those Who Count",
        ],
        Problems =
        [
            "Unaccompanied choirs end most pieces in another key than the one in which they began.",
            "A choir is a distributed system that agrees on a pitch without a clock.",
            "Rehearsal feedback is most useful when it is given to one singer and heard by no other.",
        ],
        Gaps =
        [
            "Pitch trackers find a single melody, and a choir has one for every opinion.",
            "Drift has been measured in good choirs, which have the least of it.",
            "Score followers lose their place exactly where the singers do.",
        ],
        Approaches =
        [
            new(
                "a consensus model in which each singer trusts a weighted average of the neighbors and the memory of the first chord",
                "Pitch follows $\\dot{x}_i = \\sum_j a_{ij}(x_j - x_i) + \\xi_i$, and the drift is the projection of $\\xi$ on the kernel of the Laplacian.",
                "the first-chord memory"),
            new(
                "a score follower that tolerates repeats, omissions, and \\emph{rubato} of any size",
                "Partials are fitted to within <k> cents, finer than any singer has claimed to hear.",
                "the tolerance of repeats"),
            new(
                "a separator that uses the seating plan as its prior",
                "One contact microphone per row suffices, since rows breathe together.",
                "the seating prior"),
        ],
        Questions =
        [
            "whether drift begins with the sopranos, as basses have long maintained",
            "how a single confident singer changes the pitch of <N> others",
        ],
        Findings =
        [
            "Drift began in the second row in <p>% of the pieces, irrespective of the voice that stood there.",
            "Singers who were told of their own drift corrected it, and those who were told of their neighbor's did not.",
            "A confident wrong entry was followed by <k> singers on average.",
            "The piano, when it came in at last, was blamed unanimously.",
        ],
        Items = ["sung phrases", "rehearsal minutes"],
        Data = ["VillageVoices", "the Advent Rehearsals", "RowByRow"],
        Baselines = ["a monophonic pitch tracker", "a blind separator", "the conductor's ear"],
        Metrics = [new("mean pitch error", " cents", 1, 142, 318, 31, 118, true), new("note accuracy", "%", 1, 584, 736, 38, 124)],
    };
}

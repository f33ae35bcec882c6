namespace Paperboy.Harvest.Sample.Fields;

/// <summary>Papers on language: the topic of the month, proverbs, and minutes of meetings.</summary>
internal static class Language
{
    public static readonly Field Field = new()
    {
        Category = "cs.CL",
        CrossLists = ["cs.AI", "cs.LG", "cs.HC"],
        Nouns = ["Magpie", "Scribe", "Gossip", "Parrot", "Inkwell", "Ferryman", "Postscript", "Murmur"],
        Suffixes = ["LM", "Former", "Talk"],
        Closings =
        [
            "We hope that this moves the discussion from how much models say to what they ought to leave out.",
            "Taken together, the results suggest that fluency and usefulness are less close than their reputations.",
            "The method needs no new architecture, only a willingness to delete part of the old one.",
            "We close with advice for practitioners, most of which fits on the back of a receipt.",
        ],
        Topics = [Appliances, Proverbs, Meetings],
    };

    private static Topic Appliances => new()
    {
        Tide = Tide.Rising,
        Keywords = ["small language models", "on-device inference", "household appliances", "quantization", "dialogue"],
        Phrases =
        [
            "[Small|Very Small] Language Models for Household Appliances",
            "Conversation on a [Two|Four|Six]-Megabyte Budget",
            "Teaching [Kettles|Toasters|Radiators|Doorbells] to Answer Briefly",
            "[Quantized|Pruned|Distilled] Dialogue for Kitchen Hardware",
            "Language Modeling at the Power of a [Night Light|Bicycle Lamp|Doorbell]",
            "On-Device Instruction Following for the [Kitchen|Laundry Room|Hallway]",
            "Shared Vocabularies for Appliances of Different [Makes|Ages|Tempers]",
        ],
        Titles =
        [
            "Your Dishwasher Does Not Need a Trillion Parameters",
            "Do Small Models Know That They Are Small?",
            "What Should a Thermostat Refuse to Discuss?",
            "The Kettle Called the Pot: Disagreement among Household Language Models",
            "How Few Parameters Does Politeness Need?",
            "A Toaster's Vocabulary: Measuring What Appliances Must Be Able to Say",
            "Quiet Hours: When On-Device Assistants Should Not Speak",
            "Scaling Down Gracefully: Laws for Models below Ten Million Parameters",
        ],
        Problems =
        [
            "Language models are moving into household appliances, where memory is counted in megabytes and patience in seconds.",
            "A washing machine that sends every question to a data center is slow, costly, and indiscreet.",
            "Most questions put to a household appliance are variations of some forty sentences, yet the models that answer them are trained to discuss everything.",
            "Small language models now run on chips that once did nothing but count down from ten minutes.",
            "An oven is asked about time and temperature, and now and then about the meaning of life.",
            "Speech interfaces have reached the cheapest appliances, while the language models behind them have stayed large and far away.",
        ],
        Gaps =
        [
            "Compression methods preserve average perplexity, which says little about whether the [oven|dryer|boiler] understood “not yet”.",
            "Existing benchmarks reward long answers, and a long answer is precisely what nobody wants from a [toaster|doorbell|freezer].",
            "How small such a model may become before its users notice is, to our knowledge, unknown.",
            "Distillation hands down the teacher's confidence along with its knowledge, and only one of the two is useful in a kitchen.",
            "Earlier work treats the appliance as a slow server and not as a speaker with one subject and strong opinions on it.",
        ],
        Approaches =
        [
            new(
                "a <m>-million-parameter model that is trained on manuals first and on conversation second",
                "The whole model fits into the memory that was formerly reserved for the animation of a snowflake.",
                "the manual-first curriculum"),
            new(
                "a decoder that spends its first token on deciding how many tokens the answer deserves",
                "Training minimizes $\\mathcal{L} = \\mathcal{L}_{\\mathrm{task}} + \\lambda\\,\\ell^2$, where $\\ell$ is the length of the answer and $\\lambda$ the patience of the household.",
                "the length token"),
            new(
                "a distillation scheme in which the teacher is rewarded for every question that the student may safely decline",
                "A gate with fewer than $2^{10}$ weights decides whether to answer, to ask back, or to beep.",
                "the right to decline"),
            new(
                "a *two-stage* pruning method that removes the world knowledge and keeps the grammar",
                "What is pruned is decided by $\\Delta = \\ell(x; w) - \\ell(x; 0)$ on <N> everyday sentences, and by nothing grander.",
                "the list of everyday sentences"),
            new(
                "a quantizer that stores common household verbs in eight bits and all the rest in two",
                "Weights are rounded to $\\{-1, 0, 1\\}$ after every epoch, which acts as a regularizer and, on cold mornings, as a heater.",
                "the two-bit tail"),
            new(
                "a family of models that share one embedding table across [<k> appliances|the whole kitchen]",
                "Its memory grows as $O(d \\log |V|)$ in the width $d$ and the vocabulary $V$, where earlier designs need $O(d\\,|V|)$.",
                "the shared embedding table"),
        ],
        Questions =
        [
            "whether people notice when the model behind their [kettle|oven|radiator] shrinks by a factor of <f>",
            "how much of a small model's vocabulary is ever used within one household",
            "whether an appliance that admits ignorance is trusted more than one that guesses well",
            "which capabilities leave first when a model is pruned, and whether anybody misses them",
        ],
        Findings =
        [
            "Users preferred the shorter answer in <p>% of the comparisons, and in most of the others they had left the room.",
            "Surprisingly, the smallest model was the only one that never recommended a different appliance.",
            "Perplexity and satisfaction were uncorrelated below ten million parameters ($\\rho = 0.0<d>$).",
            "Errors concentrate on negation: “don't start yet” remains the hardest sentence in the kitchen.",
            "Two appliances that share their weights also share their mistakes, which households read as gossip.",
            "Pruned models forgot capitals and poets long before they forgot how to descale themselves.",
            "Quantization to three bits removed small talk altogether, and no participant complained.",
        ],
        Items = ["requests", "short dialogues", "spoken commands"],
        Data = ["KettleTalk", "the Hallway Corpus", "PantryBench", "LaundryQA", "the Café Naïve recordings"],
        Baselines = ["a distilled transformer of equal size", "a model twelve times as large", "a table of forty canned answers"],
        Metrics = [new("intent accuracy", "%", 1, 684, 826, 21, 94), new("energy per answer", " J", 2, 310, 620, 84, 240, true)],
    };

    private static Topic Proverbs => new()
    {
        Keywords = ["machine translation", "figurative language", "proverbs", "low-resource languages"],
        Phrases =
        [
            "Translating [Proverbs|Idioms|Weather Sayings] without Explaining Them",
            "Figurative Language in [Low-Resource|Rarely Written] Languages",
            "Idiom Transfer through Shared [Situations|Kitchens|Harvests]",
            "Retrieval of Equivalent [Proverbs|Sayings] across <N> Languages",
        ],
        Titles =
        [
            "Too Many Cooks: Ensembles Overtranslate Proverbs",
            "Is a Literal Translation Ever the Better One?",
            "When in Doubt, Leave the Goat In: Animals in Idiom Translation",
            "What Grandmothers Say and Models Do Not",
        ],
        Problems =
        [
            "Proverbs are short, frequent, and almost never mean what they say.",
            "A translated idiom may be faithful to the words or to the sense, but rarely to both.",
            "Sayings about weather, goats, and bread occur in nearly all languages, and seldom with the same goat.",
        ],
        Gaps =
        [
            "Translation systems either render them word by word or replace them by a platitude that readers skip.",
            "Parallel corpora contain few of them, since careful translators rewrite the whole paragraph instead.",
            "Automatic measures cannot tell a happy substitution from an embarrassing one.",
        ],
        Approaches =
        [
            new(
                "a retrieval step that looks for a saying used in the same *situation* before any word is translated",
                "Situations are embedded in $\\mathbb{R}^{<dim>}$ and matched by optimal transport, so that “rain” may travel to “debt” if its neighbors do.",
                "the situation index"),
            new(
                "a translation model with a separate channel for tone, trained on <k> registers of the same sentence",
                "For languages without a written tradition we elicit sayings through pictures, \\emph{not} through translation.",
                "the tone channel"),
            new(
                "a decoder that may copy the source image, replace it, or apologize in a footnote",
                "The choice between the image and the sense is a single parameter $\\alpha \\in (0, 1)$, which readers may set.",
                "the permission to footnote"),
        ],
        Questions =
        [
            "whether native speakers prefer a foreign image that works to a familiar one that nearly does",
            "how often translators keep the animal of a proverb, and what becomes of it if they do not",
        ],
        Findings =
        [
            "Keeping the foreign image was judged the better choice in <p>% of the cases, mostly by people who like to cook.",
            "Sayings about bread transfer best, sayings about in-laws worst.",
            "Models invent proverbs when none is found; <q>% of these were thought to be genuine by native speakers.",
            "Adding more parallel text beyond a point made the translations correct and dull.",
        ],
        Items = ["proverbs", "idiom pairs"],
        Data = ["the Almanac of Sayings", "GoatBench", "the Kišek field notes"],
        Baselines = ["a multilingual transformer", "a phrase table with manual idioms", "literal translation"],
        Metrics = [new("human preference", "%", 1, 412, 568, 45, 151), new("idiom recall", "%", 1, 305, 480, 38, 132)],
    };

    private static Topic Meetings => new()
    {
        Keywords = ["summarization", "meetings", "faithfulness", "long context"],
        Phrases =
        [
            "[Faithful|Frugal|Honest] Summaries of Long Meetings",
            "Minutes That Say Who [Disagreed|Sighed|Left Early]",
            "Decision Extraction from [Two-Hour|Unmoderated|Hybrid] Meetings",
            "Long-Context Summarization with an Early Exit",
        ],
        Titles =
        [
            "This Could Have Been an E-Mail: Detecting Redundant Meetings from Their Transcripts",
            "Nobody Decided Anything: Faithful Summaries of Inconclusive Meetings",
            "Silence Is an Utterance",
            "Any Other Business: Where Decisions Hide in Long Transcripts",
        ],
        Problems =
        [
            "Summaries of meetings tend to report more agreement than there was.",
            "The minutes of a meeting are read by those who were absent and disputed by those who were not.",
            "Long transcripts hold few decisions, and these often fall after everyone has said goodbye.",
        ],
        Gaps =
        [
            "Models that are trained on news look for a lead sentence, and meetings have none.",
            "Current measures of faithfulness check facts, while readers of minutes care about *commitments*.",
            "Longer contexts help little when the relevant remark was a cough.",
        ],
        Approaches =
        [
            new(
                "a summarizer that first lists what was left open and only then what was decided",
                "Disagreement is modeled as a signed graph over speakers, and its spectral gap tells how long the meeting will last.",
                "the list of open questions"),
            new(
                "a two-pass reader that follows promises from the sentence that makes them to the sentence that forgets them",
                "Each commitment is a tuple $(w, t, d)$ of a person, a task, and a deadline; tuples without $d$ are set in italics.",
                "the promise tracker"),
            new(
                "an extractive model that treats hesitation as evidence and enthusiasm as noise",
                "A linear-time filter drops <p>% of the transcript before the costly model reads a word of it.",
                "the optimism penalty"),
        ],
        Questions =
        [
            "how many of the decisions in automatic minutes were ever made",
            "whether attendants recognize their own meeting in its summary",
        ],
        Findings =
        [
            "In <p>% of the meetings the most important sentence was spoken in the last four minutes.",
            "Participants rated the honest summary as less pleasant and more useful.",
            "The model's most frequent error is optimism, which it appears to have learned from the minutes.",
            "Removing all greetings shortens transcripts by <q>% and changes nothing else.",
        ],
        Items = ["meetings", "transcribed hours"],
        Data = ["the Long Table Corpus", "MinuteTaker", "the Parish Council archive"],
        Baselines = ["a long-context model with a plain prompt", "the first and last page", "minutes taken by an intern"],
        Metrics = [new("commitment F1", "%", 1, 482, 615, 33, 128), new("the number of unsupported statements per page", "", 2, 195, 410, 52, 140, true)],
    };
}

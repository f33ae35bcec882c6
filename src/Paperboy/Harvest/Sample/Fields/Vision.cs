namespace Paperboy.Harvest.Sample.Fields;

/// <summary>Papers on vision: counting what moves, reading what is stained, looking through wet windows.</summary>
internal static class Vision
{
    public static readonly Field Field = new()
    {
        Category = "cs.CV",
        CrossLists = ["cs.LG", "eess.IV", "cs.AI"],
        Nouns = ["Heron", "Lantern", "Periscope", "Sparrow", "Monocle", "Prism", "Lookout", "Squint"],
        Suffixes = ["Net", "ViT", "View"],
        Closings =
        [
            "The approach runs at video rate on a single consumer card, and at a comfortable pace on none.",
            "We believe that a modest camera and a good question still go a long way.",
            "Failure cases are shown in full, since they are the more instructive half.",
            "The annotation guidelines, including all quarrels about them, are part of the supplement.",
        ],
        Topics = [Counting, Recipes, Windows],
    };

    private static Topic Counting => new()
    {
        Keywords = ["object counting", "crowd counting", "video understanding", "animals"],
        Phrases =
        [
            "Counting [Sheep|Pigeons|Geese] That Will Not Stand Still",
            "Open-World Counting in [Crowded|Foggy|Distant] Scenes",
            "Density Maps for [Flocks|Swarms|Queues] in Motion",
            "Temporal Consistency for [Video|Drone|Webcam] Counting",
        ],
        Titles =
        [
            "Counting Sheep without Falling Asleep",
            "One Pigeon Twice or Two Pigeons Once?",
            "Why Do Counting Networks Prefer Even Numbers?",
            "The Last Goose: On the Long Tail of Every Flock",
        ],
        Problems =
        [
            "Counting is easy until the things that are counted begin to move.",
            "Flocks overlap, turn, and pass behind trees, and each of these costs a counter its confidence.",
            "Shepherds, wardens, and stadium managers all need one number, and need to know how far to trust it.",
        ],
        Gaps =
        [
            "Detectors lose small animals, while density maps lose the notion of an animal altogether.",
            "Methods that work on single frames disagree with themselves a second later.",
            "Training data come from crowds of people, who are larger than starlings and better behaved.",
        ],
        Approaches =
        [
            new(
                "a video counter that keeps a ledger of arrivals and departures at the border of the frame",
                "A second head predicts the variance, so that a hidden half of the flock widens the interval instead of vanishing.",
                "the border ledger"),
            new(
                "a density estimator whose integral is forced to change by whole animals only",
                "The count is $\\hat{N}(t) = \\int \\rho(x, t)\\,dx$, and a continuity equation $\\partial_t \\rho + \\nabla \\cdot (\\rho v) = 0$ holds it together between frames.",
                "the continuity loss"),
            new(
                "a tracker-free method that compares the *flow* of a flock with its outline",
                "All weights are shared across scales, which costs <q>% of the accuracy and saves a drone battery.",
                "the flow cue"),
        ],
        Questions =
        [
            "whether counters that were trained on crowds can count anything that has wings",
            "how people count large flocks, and whether networks make the same mistakes",
        ],
        Findings =
        [
            "Most of the remaining error is due to a single goose, which we have since met.",
            "Experts disagreed with one another by <q>%, which bounds what any method can show.",
            "Networks avoid odd numbers; the effect vanishes when the labels are audited.",
            "Fog helps, because it hides the animals that are hard to count.",
        ],
        Items = ["annotated frames", "short clips"],
        Data = ["FlockWatch", "the Upper Meadow set", "PlazaPigeons"],
        Baselines = ["a detector with tracking", "a density network for single frames", "a shepherd with a notebook"],
        Metrics = [new("mean absolute error", "", 1, 84, 212, 19, 71, true), new("counting accuracy", "%", 1, 642, 795, 28, 104)],
    };

    private static Topic Recipes => new()
    {
        Keywords = ["handwriting recognition", "document analysis", "layout", "cultural heritage"],
        Phrases =
        [
            "Reading [Stained|Faded|Folded] Recipe Cards",
            "Handwriting Recognition under [Gravy|Candle Wax|Flour]",
            "Layout Analysis for [Margins|Afterthoughts|Family Cookbooks]",
            "Restoring [Ingredients|Quantities] in Damaged Manuscripts",
        ],
        Titles =
        [
            "A Pinch of What? Quantities in Handwritten Recipes",
            "The Stain Is the Signal",
            "Reading between the Lines, Where the Corrections Are",
            "How Many Crêpes to the Litre: Unit Recovery from Kitchen Manuscripts",
        ],
        Problems =
        [
            "Family cookbooks are written by several hands, in several inks, and near several sauces.",
            "Handwriting recognition works well on clean pages, which are the pages that nobody cooked from.",
            "The most used page of a kitchen manuscript is also its least legible one.",
        ],
        Gaps =
        [
            "Denoising removes the stains and, with them, the only hint as to which recipes were any good.",
            "Language models correct spelling and thereby turn rare ingredients into common ones.",
            "Public data sets stop at the margin, while cooks do not.",
        ],
        Approaches =
        [
            new(
                "a recognizer that reads text and stain jointly and uses each to explain the other",
                "Stains are modeled as a semi-transparent layer $s \\in (0, 1)$; its posterior is computed in closed form.",
                "the stain layer"),
            new(
                "a layout model in which an arrow may point from any word to any other, as arrows do",
                "The encoder is pretrained on <n2> unlabeled pages from flea markets.",
                "the arrow decoder"),
            new(
                "a transcription model that marks a doubtful quantity instead of choosing the likeliest",
                "Quantities are decoded by a small grammar, so that “½ cup” can never become “12 cups”.",
                "the quantity grammar"),
        ],
        Questions =
        [
            "whether the position of a stain predicts how often a recipe was cooked",
            "what readers do when a transcription admits that it does not know",
        ],
        Findings =
        [
            "Butter is recognized best, saffron worst, and both for reasons of frequency.",
            "Pages with more than five stains hold <p>% of all corrections in another hand.",
            "Cooks accepted a marked gap readily and a wrong quantity never again.",
            "A spelling corrector lowered the error on common words and doubled it on *jalapeño*.",
        ],
        Items = ["recipe cards", "manuscript pages"],
        Data = ["the Grease-Proof Collection", "CardBox", "the Crêperie Papers"],
        Baselines = ["a general handwriting model", "the same model after denoising", "a patient archivist"],
        Metrics = [new("character error rate", "%", 1, 98, 187, 17, 68, true), new("quantity accuracy", "%", 1, 655, 782, 41, 113)],
    };

    private static Topic Windows => new()
    {
        Tide = Tide.Falling,
        Keywords = ["image restoration", "reflection removal", "diffusion models", "inverse problems"],
        Phrases =
        [
            "Photographs through [Rainy|Frosted|Dusty] Windows",
            "Separating [Reflections|Raindrops|Fingerprints] from the View",
            "Diffusion Priors for [Train-Window|Shop-Window|Kitchen-Window] Photography",
            "Single-Image Restoration with an Honest [Blur|Blank]",
        ],
        Titles =
        [
            "Is It Raining, or Is the Camera Crying?",
            "Diffusion Models See Mountains Where There Are None",
            "The Passenger's Elbow: Reflections That Should Stay",
            "Every Drop a Lens",
        ],
        Problems =
        [
            "Many of the pictures that people care about were taken through a window.",
            "Raindrops on glass blur a scene in some places and magnify it in others.",
            "Removing a reflection means deciding which of two plausible worlds is the outer one.",
        ],
        Gaps =
        [
            "Generative restorers fill the gaps so convincingly that nobody asks what was there.",
            "Synthetic training data know only spherical drops, and real drops are in a hurry.",
            "Methods for reflections assume that the photographer stands still, which trains do not permit.",
        ],
        Approaches =
        [
            new(
                "a restorer that treats each drop as a small camera and fuses their views",
                "The refraction of a drop gives a second view with a baseline of a few millimeters, enough for coarse depth.",
                "the drop cameras"),
            new(
                "a diffusion prior that leaves a region blank when its samples disagree",
                "Disagreement is measured over <k> samples; where its variance exceeds $\\tau^2$, the pixel stays as it was.",
                "the disagreement mask"),
            new(
                "a two-layer decomposition that is guided by the focus of the lens",
                "We model the image as $y = m \\odot x + (1 - m) \\odot r + \\varepsilon$ with a mask $m$ that is estimated from the drops themselves.",
                "the focus cue"),
        ],
        Questions =
        [
            "how often restored photographs contain objects that were never there",
            "whether viewers prefer an honest blur to a beautiful invention",
        ],
        Findings =
        [
            "Of the restored landscapes, <q>% had gained a mountain.",
            "Viewers preferred the honest result once they had been told which one it was, and not before.",
            "Ten drops are worth roughly one second exposure.",
            "Frost turned out to be easier than rain, as it holds still.",
        ],
        Items = ["window photographs", "image pairs"],
        Data = ["SlowTrain", "WetGlass", "the Façade set"],
        Baselines = ["a diffusion restorer", "a convolutional deraining network", "wiping the window"],
        Metrics = [new("PSNR", " dB", 1, 221, 268, 8, 31), new("invented area", "%", 1, 74, 162, 21, 62, true)],
    };
}
